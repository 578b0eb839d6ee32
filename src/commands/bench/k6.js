// Load test of a WeChat bot, made by `webot bench --emit k6`.
//   WX_TOKEN=… k6 run script.js
import http from 'k6/http';
import crypto from 'k6/crypto';
import exec from 'k6/execution';
import { check } from 'k6';

const plan = @PLAN@;
const token = __ENV.WX_TOKEN;
if (!token) {
  throw new Error('WX_TOKEN is not set');
}

export const options = {
  scenarios: {
    push: plan.rate
      ? {
          executor: 'constant-arrival-rate',
          rate: Math.round(plan.rate * 60),
          timeUnit: '1m',
          duration: `${plan.seconds}s`,
          preAllocatedVUs: Math.min(1000, Math.max(1, Math.round(plan.rate))),
        }
      : { executor: 'constant-vus', vus: plan.concurrency, duration: `${plan.seconds}s` },
  },
};

export default function () {
  const number = exec.scenario.iterationInTest;
  const user = `oWEBOT-bench_user-${String((number % plan.users) + 1).padStart(10, '0')}`;
  const now = String(Math.floor(Date.now() / 1000));
  const nonce = String(Math.floor(Math.random() * 2 ** 48));
  const signature = crypto.sha1([token, now, nonce].sort().join(''), 'hex');
  const msgId = `7${String(Math.floor(Math.random() * 1e15)).padStart(15, '0')}`;
  const body = plan.messages[number % plan.messages.length]
    .replaceAll('@user@', user)
    .replaceAll('@msgid@', msgId)
    .replaceAll('1700000000', now);
  const query = `signature=${signature}&timestamp=${now}&nonce=${nonce}&openid=${user}`;
  const url = plan.url + (plan.url.includes('?') ? '&' : '?') + query;
  const answer = http.post(url, body, { headers: { 'Content-Type': plan.content_type }, tags: { name: 'push' } });
  check(answer, {
    'HTTP 200': (answer) => answer.status === 200,
    'a reply to the sender': (answer) => {
      const text = (answer.body || '').trim();
      return text === '' || text === 'success' || text.startsWith('{') || text.includes(user) || text.includes('<Encrypt>');
    },
  });
}
