/** How often something may end and be started again: not in a loop that nobody looks at. */
const mostEndings = 5;
const withinMs = 600_000;

export class Endings {
  constructor(now = () => performance.now()) {
    this.now = now;
    this.times = new Map();
  }

  /** Notes an ending; whether it may be started again. */
  allows(name) {
    const recent = (this.times.get(name) ?? []).filter((time) => this.now() - time < withinMs);
    this.times.set(name, [...recent, this.now()]);
    return recent.length < mostEndings;
  }
}
