import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect } from "react";
import { rememberPlace } from "@/shared/place";
import type { TabPath } from "./screens";

/** What is open beside a screen. It is part of the address, so going back closes it. */
export function useOpen(route: TabPath) {
  const { open } = useSearch({ strict: false }) as { open?: string };
  const navigate = useNavigate();
  useEffect(() => rememberPlace(`open:${route}`, open), [route, open]);
  const setOpen = useCallback(
    (next: string | undefined) => void navigate({ to: route, search: next === undefined ? {} : { open: next } }),
    [navigate, route],
  );
  const close = useCallback(() => setOpen(undefined), [setOpen]);
  return { open, setOpen, close };
}
