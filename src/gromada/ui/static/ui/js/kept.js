// What has not reached the server yet, kept in this browser under the person, the address and the field. Removed once it is saved.
const PREFIX = "gromada:kept:";

export function keeper(who, url, name) {
  const key = `${PREFIX}${who}:${url}:${name}`;
  return {
    get() {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    // A full or forbidden storage must not stop the typing: the next answer of the server is the safety then.
    put(value, version, submitted = false) {
      try {
        localStorage.setItem(key, JSON.stringify({ value, version, submitted }));
      } catch {
        return;
      }
    },
    drop() {
      try {
        localStorage.removeItem(key);
      } catch {
        return;
      }
    },
  };
}
