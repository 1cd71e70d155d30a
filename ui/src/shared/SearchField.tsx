import { TextInput } from "@mantine/core";
import { useRef } from "react";
import { useActions } from "./actions";
import { Kbd } from "./Kbd";
import classes from "./SearchField.module.css";

interface SearchFieldProps {
  label: string;
  placeholder: string;
  /** Where the palette lists it. */
  group: string;
  value: string;
  onChange(value: string): void;
}

/** Finds rows of a short list by a piece of their text. */
export function SearchField({ label, placeholder, group, value, onChange }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const run = () => {
    input.current?.focus();
    input.current?.select();
  };
  useActions([{ id: `search ${label}`, label, group, keys: "/", run }]);
  return (
    <TextInput
      ref={input}
      className={classes.search}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      rightSection={<Kbd keys="/" />}
    />
  );
}
