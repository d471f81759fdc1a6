// RDFC-1.0 (W3C RDF Dataset Canonicalization) of one graph: names for blank nodes that depend on the graph alone (credential/rdfc.py).
import { hex, utf8 } from "./bytes.js";
import { Fault } from "./fault.js";
import { sha256 } from "./hashes.js";
import { byCodePoints } from "./json.js";

const WORK = 200; // ours are trees with few blank nodes

// Canonical N-Quads of triples in which a blank node is a number. Throws Fault blanks (unsure) where telling them apart takes long.
export function canonical(triples) {
  const lines = new Set();
  const tied = new Map();
  for (const triple of triples) {
    if (triple.some((end) => typeof end === "number")) tied.set(triple.join(" "), triple);
    else lines.add(line(triple));
  }
  if (tied.size) for (const each of new Canonicaliser([...tied.values()]).lines()) lines.add(each);
  return [...lines].sort(byCodePoints).join("");
}

function line(triple) {
  return `${triple.join(" ")} .\n`;
}

function hash(text) {
  return hex(sha256(utf8(text)));
}

// Names given out in order (4.5).
class Issuer {
  constructor(prefix, issued = new Map()) {
    this.prefix = prefix;
    this.issued = new Map(issued);
  }

  name(node) {
    if (!this.issued.has(node)) this.issued.set(node, `${this.prefix}${this.issued.size}`);
    return this.issued.get(node);
  }

  copy() {
    return new Issuer(this.prefix, this.issued);
  }
}

class Canonicaliser {
  constructor(triples) {
    this.triples = triples;
    this.left = WORK;
    this.about = new Map();
    for (const triple of triples) {
      for (const node of new Set(triple.filter((end) => typeof end === "number"))) {
        this.about.set(node, [...(this.about.get(node) ?? []), triple]);
      }
    }
    this.first = new Map([...this.about.keys()].map((node) => [node, this.firstDegree(node)]));
    this.names = new Issuer("_:c14n");
  }

  lines() {
    this.issue();
    return this.triples.map((triple) => line(triple.map((end) => this.names.issued.get(end) ?? end)));
  }

  // The canonical name of every blank node (4.4.3).
  issue() {
    const alike = new Map();
    for (const [node, hashed] of this.first) alike.set(hashed, [...(alike.get(hashed) ?? []), node]);
    const sorted = [...alike.keys()].sort();
    for (const hashed of sorted) if (alike.get(hashed).length === 1) this.names.name(alike.get(hashed)[0]);
    for (const hashed of sorted) {
      const found = [];
      for (const node of alike.get(hashed)) {
        if (this.names.issued.has(node)) continue;
        const issuer = new Issuer("_:b");
        issuer.name(node);
        found.push(this.allDegrees(node, issuer));
      }
      found.sort((one, other) => byCodePoints(one[0], other[0]));
      for (const [, issuer] of found) for (const node of issuer.issued.keys()) this.names.name(node);
    }
  }

  // 4.6: the node's statements with itself as _:a and every other blank node as _:z.
  firstDegree(node) {
    const seen = (end) => (typeof end !== "number" ? end : end === node ? "_:a" : "_:z");
    return hash(this.about.get(node).map((triple) => line(triple.map(seen))).sort(byCodePoints).join(""));
  }

  // 4.7.
  related(node, triple, issuer, position) {
    const name = this.names.issued.get(node) ?? issuer.issued.get(node) ?? this.first.get(node);
    return hash(`${position}${triple[1]}${name}`);
  }

  work() {
    this.left -= 1;
    if (this.left < 0) throw new Fault("blanks", String(this.about.size), true);
  }

  // 4.8: the hash of a node by all paths that lead from it, and the names given on the way.
  allDegrees(node, given) {
    this.work();
    let issuer = given;
    const groups = new Map();
    for (const triple of this.about.get(node)) {
      for (const [position, end] of [["s", triple[0]], ["o", triple[2]]]) {
        if (typeof end !== "number" || end === node) continue;
        const hashed = this.related(end, triple, issuer, position);
        groups.set(hashed, [...(groups.get(hashed) ?? []), end]);
      }
    }
    let said = "";
    for (const hashed of [...groups.keys()].sort()) {
      const [path, chosen] = this.shortest(groups.get(hashed), issuer);
      said += hashed + path;
      issuer = chosen;
    }
    return [hash(said), issuer];
  }

  // 4.8.3, step 5: of all orders of alike neighbours, the one whose path comes first.
  shortest(nodes, issuer) {
    let [best, chosen] = ["", issuer];
    for (const order of permutations(nodes)) {
      this.work();
      const found = this.path(order, issuer.copy(), best);
      if (found && (!best || found[0] < best)) [best, chosen] = found;
    }
    return [best, chosen];
  }

  path(order, given, best) {
    let [path, issuer] = ["", given];
    const behind = () => best && path.length >= best.length && path > best;
    const deeper = [];
    for (const node of order) {
      if (this.names.issued.has(node)) path += this.names.issued.get(node);
      else {
        if (!issuer.issued.has(node)) deeper.push(node);
        path += issuer.name(node);
      }
      if (behind()) return null;
    }
    for (const node of deeper) {
      const [hashed, inner] = this.allDegrees(node, issuer);
      path += `${issuer.name(node)}<${hashed}>`;
      issuer = inner;
      if (behind()) return null;
    }
    return [path, issuer];
  }
}

// Every order, each once: a node that is met by several statements stands several times, and changing it for itself changes nothing.
function* permutations(nodes) {
  if (nodes.length < 2) yield nodes;
  for (const [at, first] of nodes.length < 2 ? [] : nodes.entries()) {
    if (nodes.indexOf(first) !== at) continue;
    for (const rest of permutations([...nodes.slice(0, at), ...nodes.slice(at + 1)])) yield [first, ...rest];
  }
}
