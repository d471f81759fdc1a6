// What the page has at hand for a check: fetched from the site just now, given by the person, or kept from before; in this order.
import { EMPTY, read } from "./bundle.js";
import { Fault } from "./fault.js";

const PATIENCE = 8000; // milliseconds

export class Shelf {
  // `address` is "" where nothing is ever fetched (a page saved to a disk); `kept` are the bytes that came with it, or null.
  constructor(address, kept) {
    this.address = address;
    this.kept = kept ? read(kept) : null;
    this.given = null;
  }

  // {bundle, how}: how is "fetched", "given", "kept" or "none".
  async newest() {
    const fetched = await this.fetched();
    if (fetched) return { bundle: (this.kept = fetched), how: "fetched" };
    if (this.given) return { bundle: this.given, how: "given" };
    return this.kept ? { bundle: this.kept, how: "kept" } : { bundle: EMPTY, how: "none" };
  }

  // Always the same one file, so that nobody learns which certificate is asked after.
  async fetched() {
    if (!this.address) return null;
    try {
      const answer = await fetch(this.address, { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
      return answer.ok ? read(new Uint8Array(await answer.arrayBuffer())) : null;
    } catch {
      return null;
    }
  }

  // Takes a bundle from the person. Throws Fault of `read`, or other where it names other keys than the page knows.
  give(bytes) {
    const bundle = read(bytes);
    for (const [name, document] of Object.entries(this.kept?.documents ?? {})) {
      if (Object.hasOwn(bundle.documents, name) && contradicts(bundle.documents[name], document)) throw new Fault("other", name);
    }
    this.given = bundle;
  }
}

// Whether a document forgets or changes a key that another lists: then it is older, or not the issuer's.
function contradicts(one, known) {
  const keys = (document) => new Map([document.verificationMethod ?? []].flat().map((key) => [key.id, `${key.publicKeyMultibase} ${key.revoked}`]));
  const found = keys(one);
  return [...keys(known)].some(([id, key]) => found.get(id) !== key);
}
