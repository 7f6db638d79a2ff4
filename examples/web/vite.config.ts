import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, loadEnv } from 'vite';

/** What the page needs, and that is nothing but its own files and the gateway. */
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // The icons stand in the stylesheet itself.
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export default defineConfig(({ mode }) => {
  const { GATEWAY = 'http://127.0.0.1:4000' } = loadEnv(mode, '.', 'GATEWAY');
  // The gateway stands at the page's own origin, where no browser asks anything first: here by a proxy, in production behind the same host.
  const proxy = { '/graphql': GATEWAY };
  return {
    plugins: [react()],
    // `registergraf-client` is the source here, so that nothing needs to be built first. A project of its own has the package.
    resolve: { conditions: ['registergraf-source', ...defaultClientConditions] },
    // The icon stays a file, which the policy above allows.
    build: { assetsInlineLimit: 0 },
    server: { proxy },
    preview: { proxy, headers },
  };
});
