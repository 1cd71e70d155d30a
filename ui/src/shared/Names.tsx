import { Fragment } from "react";

interface NamesProps {
  of: readonly { name: string }[];
  separator?: string;
  /** Shown when there is no name. */
  none?: string;
}

/** Names in one line, each isolated from the others, so that one from right to left does not turn its neighbours. */
export function Names({ of, separator = ", ", none = "" }: NamesProps) {
  if (of.length === 0) return none;
  return of.map(({ name }, index) => (
    <Fragment key={name}>
      {index > 0 && separator}
      <bdi>{name}</bdi>
    </Fragment>
  ));
}
