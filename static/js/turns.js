// One request of a form at a time: each carries the version that the one before has left.
const last = new WeakMap();

export function inTurn(form, work) {
  const before = last.get(form) ?? Promise.resolve();
  const mine = before.then(work, work);
  last.set(form, mine.catch(() => {}));
  return mine;
}
