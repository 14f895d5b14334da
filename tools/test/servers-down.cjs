/** Ends the servers unless TEST_KEEP_SERVERS asks to keep them for the next run. */
module.exports = async () => {
  if (process.env.TEST_KEEP_SERVERS) return;
  const { down } = await import('../stack/index.mjs');
  await down({ dir: globalThis.__stackDir });
};
