const begin = 160;
const end = 260;

/** Why a test failed, in one line without colours and frames of the stack: of a long text its beginning and its end. */
module.exports = function reasonOf(message) {
  const [text] = message.replace(/\u001b\[[0-9;]*m/g, '').split(/\n\s+at /);
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > begin + end ? `${line.slice(0, begin)} … ${line.slice(-end)}` : line;
};
