/** The yardstick: Express 5 routes that parse the same requests and return the same JSON, and do nothing else. */
import { readFileSync } from 'node:fs';
import express from 'express';

const [port, recordedFile] = process.argv.slice(2);
const { session, turns } = JSON.parse(readFileSync(recordedFile, 'utf8'));
let said = 0;
const app = express();
app.use(express.json());
app.get('/healthz', (_request, response) => response.json({ status: 'ok' }));
app.post('/api/v1/sessions', (_request, response) => response.status(201).json(session));
app.post('/api/v1/messages', (_request, response) => response.json(turns[said++ % turns.length]));
app.listen(Number(port), '127.0.0.1');
