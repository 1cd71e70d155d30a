import classes from "./Path.module.css";

/** The path of a file where there is little room: its folder is cut, not its name. */
export function Path({ path }: { path: string }) {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return (
    <span className={`mono ${classes.path}`} title={path}>
      <span className="cut">{path.slice(0, path.length - name.length)}</span>
      <span className="cut">{name}</span>
    </span>
  );
}
