// What stands in the way of reading or checking a document: `code` names the sentence, `detail` the place or word in question.
// `unsure` tells "could not be checked here" from "is wrong".
export class Fault extends Error {
  constructor(code, detail = "", unsure = false) {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
    this.unsure = unsure;
  }
}

// A value of a document as a detail: texts as they are, whatever else in short. Objects of documents have no way to say themselves.
export function said(value, most = 200) {
  if (typeof value === "string") return value.slice(0, most);
  if (Array.isArray(value)) return value.map((each) => said(each, most)).join(", ").slice(0, most);
  return typeof value === "object" && value !== null ? "{…}" : String(value).slice(0, most);
}
