import { Link } from "@tanstack/react-router";
import type { News } from "@/bindings/wire";
import { EventTags } from "@/features/activity/EventTags";
import { sentenceOf } from "@/features/activity/phrase";
import { termValue } from "@/shared/filter";
import { Moment } from "@/shared/Moment";
import { rememberPlace } from "@/shared/place";
import { t } from "@/texts";
import classes from "./Overview.module.css";

interface NewsListProps {
  news: News;
  /** Whether the person has looked before on this computer. */
  hasLooked: boolean;
  /** Whose own acts are no news. */
  login: string;
}

/** What others did since the person last looked. */
export function NewsList({ news, hasLooked, login }: NewsListProps) {
  const { rows } = news;
  return (
    <section aria-label={t("overview.news")}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t("overview.news")}</h2>
        {news.count > 0 && (
          <span className="dim num">
            {t(news.is_more ? "overview.over_changes" : "overview.changes", { count: news.count })}
          </span>
        )}
        <Link
          to="/activity/events"
          search={{}}
          className={classes.more}
          onClick={() => rememberPlace("activity.filter", `-by:${termValue(login)}`)}
        >
          {t("overview.show_all")}
        </Link>
      </div>
      {rows.length === 0 && <p className="dim">{hasLooked ? t("overview.no_news") : t("overview.news_begin")}</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.number}>
            <Link to="/activity/events" search={{ open: String(row.number) }} className={classes.event}>
              <span className={classes.sentence} dir="auto">
                {sentenceOf(row)}
              </span>
              <EventTags event={row} />
              <span className={`dim ${classes.when}`}>
                <Moment at={row.at || null} never="" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
