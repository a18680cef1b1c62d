// api/web: asks the program about a name while it is being typed.
import type { Position } from "geojson";
import { onBeforeUnmount, ref, watch } from "vue";
import { get, isAbort } from "../api/client";
import type { Finding } from "../api/types";

const kDelayMs = 300;

interface Question {
  class: string;
  name: string;
  position: Position;
}

/** Findings for what `question` gives; they are empty while the name is. A check that fails says nothing: saving checks again. */
export function useNameCheck(question: () => Question) {
  const findings = ref<Finding[]>([]);
  const checking = ref(false);
  const checked = ref(false);
  let timer = 0;
  let asking: AbortController | null = null;

  async function check({ class: kind, name, position }: Question): Promise<void> {
    asking = new AbortController();
    checking.value = true;
    try {
      const query = { class: kind, name, lon: position[0]!.toFixed(6), lat: position[1]!.toFixed(6) };
      findings.value = (await get<{ findings: Finding[] }>("api/cases/check", query, asking.signal)).findings;
      checked.value = true;
    } catch (error) {
      if (isAbort(error)) return;
    }
    checking.value = false;
  }

  watch(
    () => JSON.stringify(question()),
    () => {
      clearTimeout(timer);
      asking?.abort();
      checked.value = checking.value = false;
      const asked = { ...question(), name: question().name.trim() };
      if (asked.name.length < 2) findings.value = [];
      else timer = window.setTimeout(() => void check(asked), kDelayMs);
    },
  );
  onBeforeUnmount(() => {
    clearTimeout(timer);
    asking?.abort();
  });
  return { findings, checking, checked };
}
