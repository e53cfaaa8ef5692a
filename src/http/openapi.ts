import { z } from 'zod'
import { button, paragraph, question, refusal, sentMessage, shownMessage, shownMessages } from './chat/api-schemas.ts'

const ready = z
  .object({ status: z.enum(['ok', 'unavailable']), reasons: z.record(z.string(), z.string()).optional() })
  .meta({ description: 'Whether the service can work, and what keeps it from working.' })

const schemas = {
  SentMessage: sentMessage,
  Messages: shownMessages,
  Message: shownMessage,
  Paragraph: paragraph,
  Question: question,
  Button: button,
  Refusal: refusal,
  Health: ready,
}

/** The description of our public routes, OpenAPI 3.1. `publicUrl` is where they are reached. */
export function openApi(publicUrl: string): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: { title: 'Loa', version: '1', description: 'A service through which a policy bank and its households talk.' },
    servers: [{ url: publicUrl }],
    paths: { ...chatPaths, ...webhookPaths, ...healthPaths },
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        visitor: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-loa_web',
          description: 'Given with the first message. Over plain HTTP its name is `loa_web`.',
        },
      },
    },
  }
}

function componentSchemas(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id })
  const drawn = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` }).schemas
  // Their place in this document is their name: they carry none of their own.
  return Object.fromEntries(Object.entries(drawn).map(([id, { $schema, $id, ...schema }]) => [id, schema]))
}

const reference = (name: keyof typeof schemas) => ({ $ref: `#/components/schemas/${name}` })
const json = (name: keyof typeof schemas) => ({ 'application/json': { schema: reference(name) } })
const answer = (description: string, name?: keyof typeof schemas) => ({
  description,
  ...(name ? { content: json(name) } : {}),
})

const chatPaths = {
  '/chat/api/messages': {
    post: {
      summary: 'Say something',
      operationId: 'sayMessage',
      description: 'The first message, without a cookie, begins a talk. The answer comes by `GET`.',
      security: [{}, { visitor: [] }],
      requestBody: { required: true, content: json('SentMessage') },
      responses: {
        202: answer('Stored. Also when the same id was sent before: then nothing happens.'),
        400: answer('Not a message; `field` says where.', 'Refusal'),
        413: answer('More than 64 kB.', 'Refusal'),
        415: answer('Not JSON.', 'Refusal'),
        429: answer('Too many; `Retry-After` says how long to wait.', 'Refusal'),
      },
    },
    get: {
      summary: 'Read the talk',
      operationId: 'readMessages',
      security: [{ visitor: [] }],
      parameters: [
        {
          name: 'after',
          in: 'query',
          required: false,
          schema: { type: 'string' },
          description: 'The `next` of an earlier answer. Without it the newest messages.',
        },
      ],
      responses: { 200: answer('Messages, oldest first.', 'Messages'), 401: answer('No talk has begun.', 'Refusal') },
    },
  },
  '/chat/events': {
    get: {
      summary: 'Hear that there is something new',
      operationId: 'hearNews',
      security: [{ visitor: [] }],
      responses: {
        200: {
          description: 'A stream of events named `news`.',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        401: answer('No talk has begun.'),
      },
    },
  },
}

const webhookPaths = {
  '/webhooks/{channel}': {
    post: {
      summary: 'What a platform tells us',
      operationId: 'receiveWebhook',
      parameters: [
        { name: 'channel', in: 'path', required: true, schema: { type: 'string', enum: ['telegram', 'zalo'] } },
      ],
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
      responses: {
        200: answer('Stored, or stored before.'),
        400: answer('The body cannot be read.', 'Refusal'),
        401: answer('The secret or the signature is wrong.', 'Refusal'),
        404: answer('This channel is not set up.', 'Refusal'),
        413: answer('More than 1 MB.', 'Refusal'),
      },
    },
  },
}

const healthPaths = {
  '/health/live': {
    get: { summary: 'Does the process answer?', operationId: 'live', responses: { 200: answer('Yes.', 'Health') } },
  },
  '/health/ready': {
    get: {
      summary: 'Can it work?',
      operationId: 'ready',
      responses: { 200: answer('Yes.', 'Health'), 503: answer('No; with the reasons.', 'Health') },
    },
  },
  '/metrics': {
    get: {
      summary: 'Figures for Prometheus',
      operationId: 'metrics',
      responses: { 200: { description: 'Text format.', content: { 'text/plain': { schema: { type: 'string' } } } } },
    },
  },
}
