// Preloaded into a gateway by NODE_OPTIONS. Its registers have names below `.invalid`, which nobody resolves (RFC 6761): they are
// this machine's, as a hosts file would have it, until the test takes a name away. Then the system is asked, and knows it not.
import dns from 'node:dns';

const gone = new Set<string>();
const lookUp = dns.lookup;

dns.lookup = ((name: string, ...rest: [never]) =>
  lookUp(name.endsWith('.invalid') && !gone.has(name) ? '127.0.0.1' : name, ...rest)) as typeof dns.lookup;

process.on('message', (message: { readonly name?: string; readonly resolves?: boolean }) => {
  if (message.name === undefined) return;
  if (message.resolves) gone.delete(message.name);
  else gone.add(message.name);
});
process.channel?.unref();
