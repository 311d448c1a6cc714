// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calendar/due_words.h"

#include "ui/access/stage_words.h"

#include "ui/common/words.h"

#include <QObject>

namespace oxseal::ui {
namespace {

/// Sooner than this counts as pressing.
constexpr int kSoonDays = 3;

QString withObject(const char* page, const DueItem& item)
{
    const QString key = QLatin1String(page);
    return item.object.empty() ? key : key + QLatin1Char(':') + QString::fromStdString(item.object);
}

} // namespace

QString dueKindWord(DueKind kind)
{
    switch (kind) {
    case DueKind::Report: return QObject::tr("Filing");
    case DueKind::Notification: return QObject::tr("Late notice");
    case DueKind::PartIii: return QObject::tr("Part III");
    case DueKind::Review: return QObject::tr("Access review");
    case DueKind::ReviewStage: return QObject::tr("Review stage");
    case DueKind::Removal: return QObject::tr("Removal");
    case DueKind::Reconciliation: return QObject::tr("Reconciliation");
    case DueKind::Schedule: return QObject::tr("Schedule");
    case DueKind::Exception: return QObject::tr("Exception");
    case DueKind::Mitigation: return QObject::tr("Mitigation");
    case DueKind::Acceptance: break;
    }
    return QObject::tr("Acceptance");
}

QString dueTitle(const DueItem& item)
{
    const QString what = plain(item.what);
    const QString about = plain(item.about);
    switch (item.kind) {
    case DueKind::Report: return QObject::tr("File the %1 for %2").arg(what, about);
    case DueKind::Notification: return QObject::tr("File Form 12b-25 for the %1 of %2").arg(what, about);
    case DueKind::PartIii: return QObject::tr("File Part III or the proxy statement for %1").arg(about);
    case DueKind::Review: return QObject::tr("Conclude the access review of %1").arg(what);
    case DueKind::ReviewStage:
        return QObject::tr("Decide on access to %1: %2").arg(what, stageKindWord(access::stageKindFromName(item.about).value_or(access::StageKind::Reviewer)).toLower());
    case DueKind::Removal: return QObject::tr("Remove in %1: %2").arg(what, about);
    case DueKind::Reconciliation: return QObject::tr("Reconcile %1 %2 %3").arg(plain(item.entity), what, about);
    case DueKind::Schedule: return QObject::tr("Support %1 %2 %3").arg(plain(item.entity), what, about);
    case DueKind::Exception: return QObject::tr("Clear an open item of %1 %2: %3").arg(plain(item.entity), what, about);
    case DueKind::Mitigation: return QObject::tr("Mitigation of %1 ends for %2").arg(what, about);
    case DueKind::Acceptance: break;
    }
    return QObject::tr("Acceptance of %1 ends for %2").arg(what, about);
}

TableCell dueState(const DueItem& item, Day today)
{
    if (item.done)
        return {Mark::Good, QObject::tr("Done")};
    const int days = item.day - today;
    if (days < 0)
        return {Mark::High, QObject::tr("%1 late").arg(counted(-days, QObject::tr("day"), QObject::tr("days")))};
    if (days == 0)
        return {Mark::Medium, QObject::tr("Today")};
    return {days <= kSoonDays ? Mark::Medium : Mark::Neutral,
        QObject::tr("in %1").arg(counted(days, QObject::tr("day"), QObject::tr("days")))};
}

QString dueTarget(const DueItem& item)
{
    switch (item.kind) {
    case DueKind::Report: return QStringLiteral("readiness");
    case DueKind::Notification:
    case DueKind::PartIii: return QStringLiteral("calendar");
    case DueKind::Review:
    case DueKind::ReviewStage:
    case DueKind::Removal: return withObject("access", item);
    case DueKind::Reconciliation:
    case DueKind::Exception: return withObject("recon", item);
    case DueKind::Schedule: return withObject("schedules", item);
    case DueKind::Mitigation:
    case DueKind::Acceptance: break;
    }
    return withObject("sod", item);
}

} // namespace oxseal::ui
