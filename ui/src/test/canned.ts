import { RECORD_KINDS } from "@/bindings/commands";
import type { CommandName, Host, HostCallName, HostRequest, HostResponse, Request, Response } from "@/host/host";

/** Canned answers to some commands. A function may throw a refusal, or make the person wait. */
export type CannedAnswers = {
  [C in CommandName]?: Response<C> | ((request: Request<C>) => Response<C> | Promise<Response<C>>);
};

/** What is answered at the host session. */
export type CannedCalls = {
  [C in HostCallName]?: (request: HostRequest<C>) => Promise<HostResponse<C>>;
};

/** Answers some calls from a list, for answers that no directory gives on demand. All other calls pass through. */
export function canned(host: Host, answers: CannedAnswers, calls: CannedCalls = {}): Host {
  const act: Host["act"] = async (command, request) => {
    const answer = answers[command] as unknown;
    if (answer === undefined) return host.act(command, request);
    const response = typeof answer === "function" ? await answer(request) : structuredClone(answer);
    // Nobody knows what it stands for.
    return { response, event: null, touched: [...RECORD_KINDS], notes: [] };
  };
  return {
    ...host,
    ask: async (call, request) => (calls[call] ? calls[call](request) : host.ask(call, request)),
    act,
    call: async (command, request) => (await act(command, request)).response,
  };
}
