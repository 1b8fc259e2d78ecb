import { z } from "zod";

/** OpenAPI operations by method and path, such as `GET /api/buildings`. */
export type Descriptions = Readonly<Record<string, object>>;

const jsonSchema = (schema: z.ZodType, io: "input" | "output"): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
};

/** RFC 9457 problem details as this service writes them. */
const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
});

/** One operation of the API. */
export interface OperationParts {
  readonly summary: string;
  /** Names of the path's parameters and what they are. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Status and shape of the good answer; without a schema the answer is described by its media type alone. */
  readonly answer: {
    readonly status?: number;
    readonly description: string;
    readonly schema?: z.ZodType;
    readonly type?: string;
  };
  /** Statuses of the problems that callers must expect, and when they come. */
  readonly problems?: Readonly<Record<number, string>>;
}

function answers({ answer, problems = {} }: OperationParts): object {
  const { status = 200, description, schema, type = "application/json" } = answer;
  const content = status === 204 ? {} : { content: { [type]: schema ? { schema: jsonSchema(schema, "output") } : {} } };
  const problemContent = { "application/problem+json": { schema: jsonSchema(problem, "output") } };
  return {
    [status]: { description, ...content },
    ...Object.fromEntries(
      Object.entries(problems).map(([code, when]) => [code, { description: when, content: problemContent }]),
    ),
  };
}

function parameters({ path = {}, query }: OperationParts): readonly object[] {
  const inPath = Object.entries(path).map(([name, description]) => ({
    name,
    in: "path",
    required: true,
    description,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: jsonSchema(schema as z.ZodType, "input"),
  }));
  return [...inPath, ...inQuery];
}

/** The OpenAPI object of an operation; its shapes come from the zod schemas that check the requests. */
export function describeOperation(parts: OperationParts): object {
  return {
    summary: parts.summary,
    parameters: parameters(parts),
    ...(parts.body && {
      requestBody: { required: true, content: { "application/json": { schema: jsonSchema(parts.body, "input") } } },
    }),
    responses: answers(parts),
  };
}
