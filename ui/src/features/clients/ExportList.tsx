import type { ClientExportRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { Moment } from "@/shared/Moment";
import { useRefusal } from "@/shared/me";
import { Path } from "@/shared/Path";
import { Tag } from "@/shared/Tag";
import { t } from "@/texts";
import classes from "./ExportList.module.css";

interface ExportListProps {
  exports: ClientExportRow[];
  titleOf(preset: string): string;
  onTest(path: string): void;
}

/** The app's exported configs: where each is, when it was exported, and whether it still fits. */
export function ExportList({ exports, titleOf, onTest }: ExportListProps) {
  const isUnseen = useRefusal()("client.export") !== null;
  return (
    <ul className={classes.exports} aria-label={t("apps.exported_configs")}>
      {exports.map(({ at, preset, path, is_current, outdated }) => (
        <li key={`${at} ${preset} ${path}`} className={classes.row}>
          <div className={classes.what}>
            {path ? <Path path={path} /> : <span>{isUnseen ? t("apps.a_file") : t("apps.standard_output")}</span>}
            <span className={classes.state}>
              <span className="faint">
                {titleOf(preset)}, <Moment at={at} />
              </span>
              {is_current ? (
                <Tag tone="good">{t("apps.current")}</Tag>
              ) : (
                <span className={classes.outdated}>
                  {outdated ? t(`apps.export_again_because.${outdated}`) : t("apps.export_again")}
                </span>
              )}
            </span>
          </div>
          {path && (
            <ActButton
              command="client.test_config"
              size="compact-sm"
              aria-label={t("apps.test_file", { path })}
              onClick={() => onTest(path)}
            >
              {t("apps.test")}
            </ActButton>
          )}
        </li>
      ))}
    </ul>
  );
}
