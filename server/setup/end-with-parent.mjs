// Loaded before a program of ours (`node --import`): ends it when the process that started it has gone, even by a kill -9,
// so that nothing stays behind that holds the port. Windows never tells of a parent's end.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 250).unref();
