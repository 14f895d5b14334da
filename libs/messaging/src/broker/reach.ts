/** How many are asked for until it is known how large they are, where bytes are bounded. */
const atFirst = 4;
/** So many times as many are asked for next where those that came were small enough. */
const growth = 8;

/**
 * How many messages of a queue are asked for at once: `most` where so many fit, fewer where their bodies are large. RabbitMQ
 * bounds what it hands out by number only, so it is found out by what comes.
 */
export class Reach {
  private asked: number;
  private wanted: number;
  /** Since it grew, or since as many came as were asked for. */
  private came = 0;
  private largest = 0;
  private largestBefore = 0;

  constructor(
    private readonly most: number,
    private readonly bytesMax: number,
  ) {
    this.wanted = bytesMax === Infinity ? most : Math.min(most, atFirst);
    this.asked = this.wanted;
  }

  /** How many were asked for. */
  get messages(): number {
    return this.asked;
  }

  /** How many to ask for now. */
  ask(): number {
    this.asked = this.wanted;
    return this.asked;
  }

  get isAsAsked(): boolean {
    return this.asked === this.wanted;
  }

  /** Whether a message of so many bytes is taken beside those in hand. The reach follows. */
  takes(bytes: number, bytesInHand: number): boolean {
    this.came += 1;
    this.largest = Math.max(this.largest, bytes);
    const isTaken = bytesInHand === 0 || bytesInHand + bytes <= this.bytesMax;
    const fitting = Math.max(1, Math.floor(this.bytesMax / Math.max(this.largest, this.largestBefore, 1)));
    if (!isTaken) this.wanted = Math.min(this.wanted, fitting);
    else if (this.came >= this.wanted) {
      this.wanted = Math.max(this.wanted, Math.min(this.most, this.wanted * growth, fitting));
      [this.came, this.largest, this.largestBefore] = [0, 0, this.largest];
    }
    return isTaken;
  }
}
