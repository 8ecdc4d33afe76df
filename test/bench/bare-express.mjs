/** The yardstick: an Express 5 route that parses the same request and returns the same JSON, and does nothing else. */
import { readFileSync } from 'node:fs';
import express from 'express';

const [port, bodyFile] = process.argv.slice(2);
const body = JSON.parse(readFileSync(bodyFile, 'utf8'));
const app = express();
app.use(express.json());
app.get('/readyz', (_request, response) => response.json({ status: 'ready' }));
app.post('/api/v1/messages', (_request, response) => response.json(body));
app.listen(Number(port), '127.0.0.1');
