/** Tells the delivery of this process that a shop has something to do. A lost signal costs a poll. */
export class WorkSignal {
  private listener: (shopId: string) => void = () => undefined;

  wake(shopId: string): void {
    this.listener(shopId);
  }

  listen(listener: (shopId: string) => void): void {
    this.listener = listener;
  }
}
