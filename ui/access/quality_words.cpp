// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/quality_words.h"

#include "storage/texts/texts.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QPlainTextEdit>

namespace oxseal::ui {
namespace {

using access::QualityMode;
using access::ReviewerQuality;

const QString kGroup = QStringLiteral("*");

QString percent(std::int64_t part, std::int64_t whole) { return whole == 0 ? QStringLiteral("–") : QObject::tr("%1 %").arg((part * 100 + whole / 2) / whole); }

QString spent(std::int64_t millis) { return millis == 0 ? QStringLiteral("–") : QObject::tr("%1 s").arg(count((millis + 500) / 1000)); }

bool striking(const ReviewerQuality& one, const access::QualityLimits& limits)
{
    const auto notes = access::notesOn(one, limits);
    return std::any_of(notes.begin(), notes.end(), [](const access::QualityNote& note) { return note.worse; });
}

QString nameOf(const std::string& login, const std::map<std::string, QString>& names)
{
    const auto found = names.find(login);
    return found == names.end() ? plain(login) : found->second;
}

TableCell stateCell(const ReviewerQuality& one, const access::QualityLimits& limits, bool finished)
{
    if (striking(one, limits))
        return {Mark::Medium, QObject::tr("Look at it")};
    return finished ? TableCell{Mark::Good, QObject::tr("As expected")} : TableCell{Mark::Accent, QObject::tr("At work")};
}

const access::ReviewerPart* partOf(const ReviewQuality& quality, const QString& handle)
{
    if (quality.own && QString::fromStdString(quality.own->reviewer) == handle)
        return &*quality.own;
    for (const access::ReviewerPart& part : quality.sheet.named) {
        if (QString::fromStdString(part.reviewer) == handle)
            return &part;
    }
    return nullptr;
}

void addRow(ListData& list, const QString& handle, const QString& who, const ReviewerQuality& one, const access::QualityLimits& limits, bool finished)
{
    list.add(handle,
        {who, stateCell(one, limits, finished), numberCell(one.cards), numberCell(one.measured), numberCell(one.fast),
            {percent(one.fast, one.measured), one.measured == 0 ? -1 : one.fast * 100 / one.measured}, {spent(one.medianTime()), one.medianTime()},
            {percent(one.withContext, one.measured), one.measured == 0 ? -1 : one.withContext * 100 / one.measured}, numberCell(one.lines), numberCell(one.taken),
            numberCell(one.bulk)});
}

} // namespace

QString qualityModeWord(QualityMode mode)
{
    switch (mode) {
    case QualityMode::Off: return QObject::tr("Not measured");
    case QualityMode::Aggregated: return QObject::tr("In aggregate");
    case QualityMode::ByName: break;
    }
    return QObject::tr("By name");
}

QString qualityNotice(const ReviewQuality& quality)
{
    const QString whom = quality.campaign.entity.empty() ? QObject::tr("the group") : plain(quality.campaign.entity);
    if (quality.now() == QualityMode::Off)
        return QObject::tr("The work of reviewers of %1 is not measured, and nothing is recorded of it. Where the law and agreements allow it, it can be switched "
                           "on with a notice to the reviewers.")
            .arg(whom);
    QStringList words{QObject::tr("%1 for %2 since %3: “%4”")
                          .arg(qualityModeWord(quality.now()), whom, day(quality.mode->from), plain(quality.mode->notice)),
        QObject::tr("Reviewers see their own figures at any time; controllers and chief officers see them when everything is decided.")};
    const access::QualitySheet& sheet = quality.sheet;
    if (quality.seesOthers && sheet.unfinished + sheet.hidden + sheet.off > 0)
        words << QObject::tr("Not shown: %1 at work, %2 in a group of fewer than %3, %4 not measured.")
                     .arg(count(sheet.unfinished), count(sheet.hidden), count(quality.policy.limits.smallestGroup), count(sheet.off));
    return words.join(QLatin1Char(' '));
}

std::shared_ptr<ListData> qualityTable(const ReviewQuality& quality, const std::map<std::string, QString>& names)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("who"), QObject::tr("Reviewer"), ColumnKind::Text, 176},
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 116},
        {QStringLiteral("cards"), QObject::tr("Cards"), ColumnKind::Number, 64},
        {QStringLiteral("measured"), QObject::tr("Measured"), ColumnKind::Number, 84},
        {QStringLiteral("fast"), QObject::tr("Quick"), ColumnKind::Number, 64},
        {QStringLiteral("share"), QObject::tr("Quick share"), ColumnKind::Number, 96},
        {QStringLiteral("median"), QObject::tr("Median time"), ColumnKind::Number, 100},
        {QStringLiteral("context"), QObject::tr("Card open"), ColumnKind::Number, 88},
        {QStringLiteral("lines"), QObject::tr("Lines"), ColumnKind::Number, 64},
        {QStringLiteral("taken"), QObject::tr("Revoked"), ColumnKind::Number, 76},
        {QStringLiteral("bulk"), QObject::tr("In bulk"), ColumnKind::Number, 72},
    });
    const access::QualityLimits& limits = quality.policy.limits;
    if (quality.own)
        addRow(*list, QString::fromStdString(quality.own->reviewer), QObject::tr("%1 (you)").arg(nameOf(quality.own->reviewer, names)), quality.own->quality, limits,
            quality.own->finished);
    for (const access::ReviewerPart& part : quality.sheet.named) {
        if (!quality.own || part.reviewer != quality.own->reviewer)
            addRow(*list, QString::fromStdString(part.reviewer), nameOf(part.reviewer, names), part.quality, limits, true);
    }
    if (quality.sheet.group)
        addRow(*list, kGroup, counted(quality.sheet.group->reviewers, QObject::tr("reviewer together"), QObject::tr("reviewers together")), *quality.sheet.group, limits, true);
    return list;
}

ContextCard* qualityCard(const ReviewQuality& quality, const QString& handle, const std::map<std::string, QString>& names)
{
    const access::ReviewerPart* part = partOf(quality, handle);
    const bool group = handle == kGroup && quality.sheet.group.has_value();
    if (part == nullptr && !group)
        return nullptr;
    const ReviewerQuality& one = group ? *quality.sheet.group : part->quality;
    const access::QualityLimits& limits = quality.policy.limits;
    auto* card = new ContextCard(group ? counted(one.reviewers, QObject::tr("reviewer together"), QObject::tr("reviewers together")) : nameOf(part->reviewer, names));
    const TableCell state = stateCell(one, limits, group || part->finished);
    card->setMark(state.mark, state.text);
    card->addFact(QObject::tr("Cards decided"), count(one.cards));
    card->addFact(QObject::tr("With a measured time"), count(one.measured));
    card->addFact(QObject::tr("Quicker than their limit"), QObject::tr("%1 (%2)").arg(count(one.fast), percent(one.fast, one.measured)));
    card->addFact(QObject::tr("Median time of a card"), spent(one.medianTime()));
    card->addFact(QObject::tr("Context card open"), percent(one.withContext, one.measured));
    card->addFact(QObject::tr("Revoked or reduced"), QObject::tr("%1 of %2 (%3)").arg(count(one.taken), counted(one.lines, QObject::tr("line"), QObject::tr("lines")), percent(one.taken, one.lines)));
    card->addFact(QObject::tr("Decided in bulk"), QObject::tr("%1 of %2").arg(count(one.bulk), count(one.lines)));
    card->addSection(QObject::tr("In words"));
    for (const access::QualityNote& note : access::notesOn(one, limits)) {
        const bool last = note.code == "access.quality.proves_nothing";
        if (last)
            card->addSection(QObject::tr("What it does not prove"));
        card->addText(QString::fromStdString(texts::sentence(note.code.c_str(), note.arguments)), last);
    }
    card->addSection(QObject::tr("Limits"));
    card->addFact(QObject::tr("A card"), QObject::tr("%1 s").arg(limits.cardSeconds));
    card->addFact(QObject::tr("Each entitlement"), QObject::tr("%1 s").arg(limits.lineSeconds));
    card->addFact(QObject::tr("Each privileged or flagged one"), QObject::tr("%1 s").arg(limits.riskyLineSeconds));
    card->addFact(QObject::tr("Quick cards expected"), QObject::tr("at most %1 %").arg(limits.fastPercent));
    card->addFact(QObject::tr("Review policy"), quality.policy.id == 0 ? QObject::tr("as it came, from %1").arg(day(quality.policy.effective))
                                                                      : QObject::tr("version %1, from %2").arg(quality.policy.id).arg(day(quality.policy.effective)));
    return card;
}

std::optional<QualityModeAnswer> askQualityMode(QWidget* parent, const std::string& entity, const std::optional<QualityModeRow>& now, Day today)
{
    FormDialog dialog(parent, QObject::tr("Measure the work of reviewers"), QObject::tr("Set"));
    dialog.addWords(QObject::tr("From the first day on Oxseal keeps for how long a line stood selected before it was decided, for reviews of %1. Whether that "
                               "is allowed, and who has to be asked before, is a matter of law and of agreements.")
                        .arg(entity.empty() ? QObject::tr("the group's listings") : QObject::tr("listings of %1").arg(plain(entity))));
    ChoiceBox::Choices choices;
    for (const QualityMode mode : {QualityMode::Off, QualityMode::Aggregated, QualityMode::ByName})
        choices.emplace_back(QLatin1String(name(mode)), qualityModeWord(mode));
    auto* mode = new ChoiceBox(choices, QLatin1String(name(now ? now->mode : QualityMode::Off)));
    mode->setObjectName(QStringLiteral("quality.mode"));
    auto* notice = new QPlainTextEdit(now ? plain(now->notice) : QString());
    notice->setObjectName(QStringLiteral("quality.notice"));
    notice->setTabChangesFocus(true);
    notice->setFixedHeight(notice->fontMetrics().lineSpacing() * 5);
    auto* from = new DayEdit(today);
    dialog.form().addField(QObject::tr("Measured"), mode, QObject::tr("In aggregate: only groups are shown, small ones not at all."));
    dialog.form().addField(QObject::tr("Notice to the reviewers"), notice, QObject::tr("What is measured, what for, who sees it, for how long, agreed with whom."));
    dialog.form().addField(QObject::tr("First day"), from);
    dialog.askReason();
    dialog.setCheck([=]() -> QString {
        if (from->day() < today)
            return QObject::tr("The day is over: nobody is measured afterwards.");
        return mode->value() != QStringLiteral("off") && notice->toPlainText().trimmed().isEmpty() ? QObject::tr("Reviewers are told before they are measured.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    QualityModeAnswer answer;
    answer.wish.entity = entity;
    answer.wish.mode = access::qualityModeFromName(mode->value().toStdString()).value_or(QualityMode::Off);
    answer.wish.notice = notice->toPlainText().trimmed().toStdString();
    answer.wish.from = from->day();
    answer.reason = dialog.reason().toStdString();
    return answer;
}

} // namespace oxseal::ui
