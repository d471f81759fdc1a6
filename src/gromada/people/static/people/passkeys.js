// Passkeys: the one part of signing in that only a browser can do. Without JavaScript its buttons stay hidden and the other ways stand beside it.
// <form data-passkey="get|create" data-question="{…}" | data-question-url="…" data-failed="sentence"> with an input named "credential".

const fromText = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function question(form) {
  if (form.dataset.question) return JSON.parse(form.dataset.question).publicKey;
  const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const answer = await fetch(form.dataset.questionUrl, { method: "POST", headers });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).publicKey;
}

const known = (credentials = []) => credentials.map((one) => ({ ...one, id: fromText(one.id) }));

async function create(asked) {
  const user = { ...asked.user, id: fromText(asked.user.id) };
  const publicKey = { ...asked, user, challenge: fromText(asked.challenge), excludeCredentials: known(asked.excludeCredentials) };
  const made = await navigator.credentials.create({ publicKey });
  return {
    ...outside(made),
    response: {
      clientDataJSON: toText(made.response.clientDataJSON),
      attestationObject: toText(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

async function get(asked) {
  const publicKey = { ...asked, challenge: fromText(asked.challenge), allowCredentials: known(asked.allowCredentials) };
  const shown = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response;
  return {
    ...outside(shown),
    response: {
      clientDataJSON: toText(clientDataJSON),
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      userHandle: userHandle ? toText(userHandle) : null,
    },
  };
}

const outside = (credential) => ({
  id: credential.id,
  rawId: toText(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
});

function bind(form) {
  const said = form.querySelector('[data-part="said"]');
  let ready = false;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (ready) return;
    event.preventDefault();
    said.textContent = "";
    try {
      const answer = await (form.dataset.passkey === "create" ? create : get)(await question(form));
      form.elements.credential.value = JSON.stringify(answer);
      ready = true;
      form.requestSubmit();
    } catch {
      // The person turned it away, the device knows no passkey of this site, or the address of the site allows none.
      said.textContent = form.dataset.failed;
    }
  });
}

if (window.PublicKeyCredential) for (const form of document.querySelectorAll("form[data-passkey]")) bind(form);
