/** What a study's row must have, of a study that nobody runs. */
export const PLAIN_STUDY = {
  ...{ name: "s", method: "grid", engineHash: "", dataHash: "", request: {}, space: {}, objective: "sharpe" },
  ...{ strategyName: "s", codeHash: "c" },
};
