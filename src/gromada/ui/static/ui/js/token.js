// The token that proves that a form is ours. Signing in again changes it, so the cookie is asked before the form of an old page.
export function token(element) {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (cookie) return decodeURIComponent(cookie[1]);
  const near = element.closest("form")?.querySelector('[name="csrfmiddlewaretoken"]');
  return (near ?? document.querySelector('[name="csrfmiddlewaretoken"]'))?.value ?? "";
}
