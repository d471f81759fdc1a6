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
