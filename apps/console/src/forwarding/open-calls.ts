/** How many calls of each person are under way in this process, so that nobody takes what all share. */
export class OpenCalls {
  private readonly counts = new Map<string, number>();

  constructor(private readonly max: number) {}

  /** Answers with what ends the call, once; undefined: there are as many as may be. */
  begin(personId: string): (() => void) | undefined {
    const open = this.counts.get(personId) ?? 0;
    if (open >= this.max) return undefined;
    this.counts.set(personId, open + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = (this.counts.get(personId) ?? 1) - 1;
      if (left === 0) this.counts.delete(personId);
      else this.counts.set(personId, left);
    };
  }
}
