import type { CommandName, Host, Request, Response, SeatCallName, SeatRequest, SeatResponse } from "@/host/host";

/** What is answered to some commands. A function may throw a refusal, or make the person wait. */
export type CannedAnswers = {
  [C in CommandName]?: Response<C> | ((request: Request<C>) => Response<C> | Promise<Response<C>>);
};

/** What is answered at the seat. */
export type CannedCalls = {
  [C in SeatCallName]?: (request: SeatRequest<C>) => Promise<SeatResponse<C>>;
};

/** Answers some calls with what it was given, for answers that no directory gives when told to. The others go on. */
export function canned(host: Host, answers: CannedAnswers, calls: CannedCalls = {}): Host {
  const act: Host["act"] = async (command, request) => {
    const answer = answers[command] as unknown;
    if (answer === undefined) return host.act(command, request);
    const response = typeof answer === "function" ? await answer(request) : structuredClone(answer);
    return { response, event: null, notes: [] };
  };
  return {
    ...host,
    ask: async (call, request) => (calls[call] ? calls[call](request) : host.ask(call, request)),
    act,
    call: async (command, request) => (await act(command, request)).response,
  };
}
