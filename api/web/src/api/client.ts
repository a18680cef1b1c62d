// api/web: calls to the program; a refusal (application/problem+json) becomes a Refusal with its field.
import type { Finding } from "./types";

const base = new URL("./", document.baseURI).href;

export function address(path: string, query: Record<string, string | number | undefined> = {}): string {
  const url = new URL(path, base);
  for (const [key, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(key, String(value));
  return url.href;
}

/** Why a call gave nothing: `field` names the input at fault, `status` 0 says the program was not reached. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly field = "",
    readonly code = "",
    readonly findings: Finding[] = [],
  ) {
    super(detail || title);
  }
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

export function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal(0, "页面出错", error instanceof Error ? error.message : String(error));
}

export async function get<T>(path: string, query = {}, signal?: AbortSignal): Promise<T> {
  return call<T>(address(path, query), { headers: { Accept: "application/json" }, signal });
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  return call<T>(address(path), { method: "POST", headers, body: JSON.stringify(body) });
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Refusal(0, "连不上服务器", "请检查网络后重试；已填写的内容还在页面上。");
  }
  const content = await readJson(response);
  if (!response.ok) throw refusalFrom(response.status, content);
  return content as T;
}

async function readJson(response: Response): Promise<unknown> {
  if (!/\bjson\b/.test(response.headers.get("Content-Type") ?? "")) return null;
  try {
    return await response.json();
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Refusal(response.status, "回答不完整", "服务器的回答读不出来，请重试。");
  }
}

function refusalFrom(status: number, content: unknown): Refusal {
  const problem = (content ?? {}) as Partial<Refusal> & { error?: { message?: string } };
  const title = problem.title ?? (status === 503 ? "正在准备数据" : "服务器没有完成这次操作");
  const detail = problem.detail ?? problem.error?.message ?? `状态码 ${status}，请稍后重试。`;
  return new Refusal(status, title, detail, problem.field ?? "", problem.code ?? "", problem.findings ?? []);
}

/** 'ready', or the percentage of preparation that /readyz tells, or null where the program is not reached. */
export async function readiness(): Promise<"ready" | number | null> {
  try {
    const response = await fetch(address("readyz"));
    if (response.ok) return "ready";
    const percent = /(\d+(?:\.\d+)?)\s*%|"(?:progress|percent)"\s*:\s*(\d+(?:\.\d+)?)/.exec(await response.text());
    return percent ? Math.round(Number(percent[1] ?? percent[2])) : 0;
  } catch {
    return null;
  }
}
