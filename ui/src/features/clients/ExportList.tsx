import type { ClientExportRow, ExportOutdated } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { Moment } from "@/shared/Moment";
import { useRefusal } from "@/shared/me";
import { Path } from "@/shared/Path";
import { Tag } from "@/shared/Tag";
import classes from "./ExportList.module.css";

/** What has changed since the config was exported. */
const WHY: Record<ExportOutdated, string> = {
  algorithm: "the algorithm was changed",
  key: "the key was rotated",
  audience: "the audience was changed",
  issuer: "the issuer was changed",
};

interface ExportListProps {
  exports: ClientExportRow[];
  titleOf(preset: string): string;
  onTest(path: string): void;
}

/** The app's exported configs: where each is, when it was exported, and whether it still fits. */
export function ExportList({ exports, titleOf, onTest }: ExportListProps) {
  const isUnseen = useRefusal()("client.export") !== null;
  return (
    <ul className={classes.exports} aria-label="Exported configs">
      {exports.map(({ at, preset, path, is_current, outdated }) => (
        <li key={`${at} ${preset} ${path}`} className={classes.row}>
          <div className={classes.what}>
            {path ? <Path path={path} /> : <span>{isUnseen ? "A file" : "Standard output"}</span>}
            <span className={classes.state}>
              <span className="faint">
                {titleOf(preset)}, <Moment at={at} />
              </span>
              {is_current ? (
                <Tag tone="good">current</Tag>
              ) : (
                <span className={classes.outdated}>Export again{outdated && `: ${WHY[outdated]}`}</span>
              )}
            </span>
          </div>
          {path && (
            <ActButton
              command="client.test_config"
              size="compact-sm"
              aria-label={`Test ${path}`}
              onClick={() => onTest(path)}
            >
              Test
            </ActButton>
          )}
        </li>
      ))}
    </ul>
  );
}
