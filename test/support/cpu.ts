/** Milliseconds that this thread alone has computed: a machine that is busy with others takes longer, and no more of these. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
