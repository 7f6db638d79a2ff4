// Preloaded into a gateway by NODE_OPTIONS: tells, when it is asked, how long the longest turn of its event loop has been.
// In processor time of that thread, so that it does not matter who else is on the machine.

let before = process.threadCpuUsage();
let longest = 0;

setInterval(() => {
  const now = process.threadCpuUsage();
  longest = Math.max(longest, (now.user + now.system - before.user - before.system) / 1000);
  before = now;
}, 1).unref();

process.on('message', (message) => {
  if (message !== 'turns') return;
  process.send?.(longest);
  longest = 0;
});
