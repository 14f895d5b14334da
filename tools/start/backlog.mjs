/** What waited at the last stop goes out first, and the stories of the demo shop queue behind it. */
const callsAMinute = 1_000;
/** Behind more, a story takes longer than anybody looks at a terminal that says nothing. */
const mostInFront = 300;

export function backlogText(waiting) {
  const minutes = Math.max(1, Math.ceil(waiting / callsAMinute));
  const [events, time] = [
    waiting === 1 ? '1 event waits' : `${waiting} events wait`,
    minutes === 1 ? 'a minute' : `${minutes} minutes`,
  ];
  return `${events} for Ecomail, which takes ${callsAMinute} calls a minute: about ${time}.`;
}

/**
 * Tells the stories, and says why they are left out or broke off: late ones never end a system that somebody wants to
 * use. With `isOnce` they are a check, which waits for as long as fewer events wait, and fails.
 */
export async function toldUnlessLate(tell, { waiting, isOnce, say }) {
  if (isOnce) return tell();
  try {
    const inFront = await waiting();
    if (inFront > mostInFront)
      return say(
        `${backlogText(inFront)} The stories of the demo shop would queue behind them and are left out.`,
      );
    await tell();
  } catch (error) {
    const left = await waiting().catch(() => 0);
    say(
      `The story broke off: ${error.message}. ${left > 0 ? `${backlogText(left)} ` : ''}The system runs on.`,
    );
  }
}
