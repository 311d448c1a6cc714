// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/review_dialogs.h"

#include "ui/access/review_words.h"
#include "ui/access/stage_plan_field.h"
#include "ui/access/stage_words.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kMostDays = 3650;
constexpr int kListHeight = 168;

std::string typed(const QLineEdit* edit) { return edit->text().trimmed().toStdString(); }

QSpinBox* dayBox(int days)
{
    auto* box = new QSpinBox;
    box->setRange(1, kMostDays);
    box->setValue(days);
    box->setSuffix(QObject::tr(" days"));
    return box;
}

QComboBox* codeBox(access::Decision decision)
{
    auto* box = new QComboBox;
    for (const auto& [code, words] : reasonCodes(decision))
        box->addItem(words, QString::fromStdString(code));
    return box;
}

const char* kShapeOrder[] = {"full", "changes", "leavers", "privileged", "uncorrelated", "non_human"};

} // namespace

std::optional<OpenAnswer> askToOpen(
    QWidget* parent, const QString& period, const std::vector<ReviewableSystem>& systems, const std::vector<Person>& people, Day today)
{
    FormDialog dialog(parent, QObject::tr("Open an access review of %1").arg(period), QObject::tr("Open the review"));
    dialog.addWords(QObject::tr("The listing is frozen with its flags beside the HR roster and the review before."));
    auto* system = new QComboBox;
    for (const ReviewableSystem& one : systems) {
        system->addItem(QStringLiteral("%1 · %2 · %3").arg(plain(one.listing.key.subject),
            counted(static_cast<std::int64_t>(one.listing.rows), QObject::tr("line"), QObject::tr("lines")), day(one.listing.asOf)));
    }
    auto* shape = new QComboBox;
    for (const char* name : kShapeOrder) {
        if (const auto known = access::shapeFromName(name))
            shape->addItem(shapeWord(*known), static_cast<int>(*known));
    }
    auto* owner = new QComboBox;
    for (const Person& person : people)
        owner->addItem(plain(person.name), QString::fromStdString(person.login));
    auto* dormant = dayBox(90);
    auto* key = dayBox(90);
    dialog.form().addField(QObject::tr("System"), system);
    dialog.form().addField(QObject::tr("Lines to review"), shape, QObject::tr("What a shape leaves out is listed and stays in the record."));
    dialog.form().addField(QObject::tr("Owner of the system"), owner, QObject::tr("Signs off for the system before the review is concluded."));
    auto* stages = new StagePlanField(people, today);
    dialog.form().addField(QObject::tr("Stages"), stages, QObject::tr("Each line passes them in this order; nobody fills two of them. What is late is never approved by it."));
    dialog.form().addField(QObject::tr("Dormant after"), dormant);
    dialog.form().addField(QObject::tr("Old credentials after"), key);
    dialog.askReason(QObject::tr("Access review of %1").arg(period));
    dialog.setCheck([&]() -> QString {
        const auto at = static_cast<std::size_t>(std::max(system->currentIndex(), 0));
        if (systems.empty() || system->currentIndex() < 0)
            return QObject::tr("Import a listing of this period first.");
        const auto wanted = static_cast<access::Shape>(shape->currentData().toInt());
        const auto& taken = systems[at].taken;
        if (QString why = stages->problem(); !why.isEmpty())
            return why;
        return std::find(taken.begin(), taken.end(), wanted) == taken.end()
            ? QString()
            : QObject::tr("%1 already has a review of this shape.").arg(plain(systems[at].listing.key.subject));
    });
    // Begin with what has not been opened yet.
    for (std::size_t at = 0; at < systems.size(); ++at) {
        if (systems[at].taken.empty()) {
            system->setCurrentIndex(static_cast<int>(at));
            break;
        }
    }
    if (!dialog.ask())
        return std::nullopt;
    OpenAnswer answer;
    answer.opening.system = systems[static_cast<std::size_t>(system->currentIndex())].listing.key.subject;
    answer.opening.systemOwner = owner->currentData().toString().toStdString();
    answer.opening.shape = static_cast<access::Shape>(shape->currentData().toInt());
    answer.opening.dormantDays = dormant->value();
    answer.opening.keyDays = key->value();
    answer.opening.stages = stages->stages();
    answer.reason = dialog.reason().toStdString();
    return answer;
}

std::optional<AssignAnswer> askToAssign(
    QWidget* parent, const std::vector<StageStatus>& stages, const std::vector<std::int64_t>& rows, const std::vector<Person>& people)
{
    FormDialog dialog(parent, QObject::tr("Assign reviewers"), QObject::tr("Assign"));
    dialog.addWords(QObject::tr("Each line gets the first of the chosen people who may decide it. Nobody decides on their own access, on that "
                               "of somebody who reviews theirs, or in a system they administer; nobody fills two stages of a line; a chief "
                               "officer's lines go to counsel or the audit-committee chair. There is no override."));
    auto* stage = new QComboBox;
    stage->setObjectName(QStringLiteral("assign.stage"));
    for (const StageStatus& one : stages) {
        const std::int64_t lines = rows.empty() ? one.withoutReviewer : static_cast<std::int64_t>(rows.size());
        stage->addItem(QObject::tr("%1 · %2 · %3").arg(one.row.stage).arg(stageKindWord(one.row.kind),
            rows.empty() ? QObject::tr("%1 without a reviewer").arg(counted(lines, QObject::tr("line"), QObject::tr("lines")))
                         : QObject::tr("%1 chosen").arg(counted(lines, QObject::tr("line"), QObject::tr("lines")))));
        if (one.withoutReviewer > 0 && stage->currentIndex() == 0 && stages.front().withoutReviewer == 0)
            stage->setCurrentIndex(stage->count() - 1);
    }
    auto* seats = new QSpinBox;
    seats->setRange(1, 9);
    seats->setObjectName(QStringLiteral("assign.seats"));
    auto* managers = new QCheckBox(QObject::tr("The worker's manager first"));
    managers->setObjectName(QStringLiteral("assign.managers"));
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap4);
    std::vector<std::pair<QCheckBox*, std::string>> boxes;
    for (const Person& person : people) {
        QStringList duties;
        for (const Role role : person.roles)
            duties << roleWord(role);
        auto* box = new QCheckBox(QStringLiteral("%1 · %2").arg(plain(person.name), duties.join(QStringLiteral(", "))));
        box->setObjectName(QStringLiteral("reviewer.") + QString::fromStdString(person.login));
        column->addWidget(box);
        boxes.emplace_back(box, person.login);
    }
    if (stages.size() > 1)
        dialog.form().addField(QObject::tr("Stage"), stage);
    dialog.form().addField(QObject::tr("Reviewers, in this order"), list, QObject::tr("The first who may decide a line gets it."));
    dialog.form().addWidget(managers);
    dialog.form().addField(QObject::tr("Reviewers of each line"), seats, QObject::tr("With too few who may decide, the line stays without any, and is an exception."));
    dialog.askReason(QObject::tr("Reviewers assigned"));
    const auto chosen = [&boxes] {
        std::vector<std::string> logins;
        for (const auto& [box, login] : boxes) {
            if (box->isChecked())
                logins.push_back(login);
        }
        return logins;
    };
    dialog.setCheck([&]() -> QString {
        const std::size_t ticked = chosen().size() + (managers->isChecked() ? 1 : 0);
        if (ticked == 0)
            return QObject::tr("Tick at least one reviewer.");
        return ticked < static_cast<std::size_t>(seats->value()) ? QObject::tr("Tick as many reviewers as each line shall have.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    AssignAnswer answer;
    answer.wish.candidates = chosen();
    answer.wish.rows = rows;
    answer.wish.stage = stages.empty() ? 1 : stages[static_cast<std::size_t>(std::max(stage->currentIndex(), 0))].row.stage;
    answer.wish.perLine = seats->value();
    answer.wish.managersFirst = managers->isChecked();
    answer.reason = dialog.reason().toStdString();
    return answer;
}

std::optional<LineDecision> askToResolve(QWidget* parent, const ReviewSheet& sheet, const LineRow& line)
{
    FormDialog dialog(parent, QObject::tr("Resolve a disagreement"), QObject::tr("Resolve"));
    dialog.addWords(QStringLiteral("%1 · %2").arg(plain(line.accountName.empty() ? line.account : line.accountName), plain(line.entitlement)));
    for (const SeatRow& seat : seatsAt(sheet.seats, line.row)) {
        if (seat.decision)
            dialog.addWords(QObject::tr("%1: %2%3").arg(plain(sheet.nameOf(seat.person)), decisionWord(*seat.decision),
                seat.comment.empty() ? QString() : QStringLiteral(" – ") + plain(seat.comment)), true);
    }
    ChoiceBox::Choices choices;
    for (const access::Decision decision : {access::Decision::Keep, access::Decision::Revoke, access::Decision::Reduce})
        choices.emplace_back(QLatin1String(access::name(decision)), decisionWord(decision));
    auto* decision = new ChoiceBox(choices);
    decision->setObjectName(QStringLiteral("resolve.decision"));
    auto* code = codeBox(access::Decision::Revoke);
    auto* target = new QLineEdit;
    auto* comment = new QLineEdit;
    comment->setObjectName(QStringLiteral("resolve.comment"));
    dialog.form().addField(QObject::tr("Decision"), decision);
    dialog.form().addField(QObject::tr("Reason to take away"), code, QObject::tr("Used for revoke and reduce."));
    dialog.form().addField(QObject::tr("Reduce to"), target, QObject::tr("Used for reduce: the level that may stay."));
    dialog.form().addField(QObject::tr("Why"), comment, QObject::tr("Recorded as the reason, beside the decisions that differ."));
    dialog.setCheck([&]() -> QString {
        if (decision->value() == QLatin1String("reduce") && target->text().trimmed().isEmpty())
            return QObject::tr("Say what may stay.");
        return comment->text().trimmed().isEmpty() ? QObject::tr("A resolution needs its reason.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    LineDecision answer;
    answer.row = line.row;
    answer.decision = access::decisionFromName(decision->value().toStdString()).value_or(access::Decision::Revoke);
    if (answer.decision != access::Decision::Keep)
        answer.code = code->currentData().toString().toStdString();
    if (answer.decision == access::Decision::Reduce)
        answer.target = typed(target);
    answer.comment = typed(comment);
    return answer;
}

std::optional<LineDecision> askBulk(
    QWidget* parent, access::Decision decision, const std::vector<LineRow>& cluster, const QString& whyNot)
{
    FormDialog dialog(parent,
        QObject::tr("%1 %2 together").arg(decisionWord(decision), counted(static_cast<std::int64_t>(cluster.size()), QObject::tr("line"), QObject::tr("lines"))),
        decisionWord(decision));
    if (!cluster.empty())
        dialog.addWords(plain(cluster.front().entitlement));
    auto* members = new QListWidget;
    members->setFixedHeight(kListHeight);
    for (const LineRow& line : cluster)
        members->addItem(QStringLiteral("%1 (%2)").arg(plain(line.accountName.empty() ? line.account : line.accountName), plain(line.account)));
    dialog.form().addField(QObject::tr("The accounts of this cluster"), members);
    QComboBox* code = nullptr;
    QLineEdit* target = nullptr;
    if (decision != access::Decision::Keep) {
        code = codeBox(decision);
        dialog.form().addField(QObject::tr("Reason"), code);
    }
    if (decision == access::Decision::Reduce) {
        target = new QLineEdit;
        dialog.form().addField(QObject::tr("Reduce to"), target, QObject::tr("The level that may stay, for example View."));
    }
    auto* comment = new QLineEdit;
    dialog.form().addField(QObject::tr("Comment"), comment, QObject::tr("What makes one decision right for all of them. Recorded on every line."));
    dialog.setCheck([&]() -> QString {
        if (!whyNot.isEmpty())
            return whyNot;
        if (target != nullptr && target->text().trimmed().isEmpty())
            return QObject::tr("Say what may stay.");
        return comment->text().trimmed().isEmpty() ? QObject::tr("A decision on many lines needs a comment.") : QString();
    });
    comment->setFocus();
    if (!dialog.ask())
        return std::nullopt;
    LineDecision answer;
    answer.decision = decision;
    answer.code = code != nullptr ? code->currentData().toString().toStdString() : std::string();
    answer.target = target != nullptr ? typed(target) : std::string();
    answer.comment = typed(comment);
    return answer;
}

QMenu* codeMenu(QWidget* parent, access::Decision decision, std::function<void(const std::string&)> chosen)
{
    auto* menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(QObject::tr("Reason to %1").arg(decisionWord(decision).toLower()));
    int number = 0;
    for (const auto& [code, words] : reasonCodes(decision))
        menu->addAction(QStringLiteral("&%1  %2").arg(++number).arg(words), parent, [chosen, code = code] { chosen(code); });
    menu->setActiveAction(menu->actions().first());
    return menu;
}

std::optional<LineDecision> askReduction(QWidget* parent, const LineRow& line)
{
    FormDialog dialog(parent, QObject::tr("Reduce this access"), QObject::tr("Reduce"));
    dialog.addWords(plain(line.entitlement));
    auto* code = codeBox(access::Decision::Reduce);
    auto* target = new QLineEdit;
    auto* comment = new QLineEdit;
    dialog.form().addField(QObject::tr("Reduce to"), target, QObject::tr("The level that may stay, for example View."));
    dialog.form().addField(QObject::tr("Reason"), code);
    dialog.form().addField(QObject::tr("Comment (not required)"), comment);
    dialog.setCheck([&]() -> QString { return target->text().trimmed().isEmpty() ? QObject::tr("Say what may stay.") : QString(); });
    target->setFocus();
    if (!dialog.ask())
        return std::nullopt;
    return LineDecision{line.row, access::Decision::Reduce, code->currentData().toString().toStdString(), typed(target), typed(comment)};
}

std::optional<ClaimAnswer> askToClaim(QWidget* parent, const RemovalRow& removal)
{
    FormDialog dialog(parent, QObject::tr("Claim removal %1").arg(removal.id), QObject::tr("Claim as removed"));
    dialog.addWords(QStringLiteral("%1 · %2").arg(plain(removal.account), plain(removal.entitlement)));
    dialog.addWords(QObject::tr("This records that somebody says it is done. A later extract proves it."));
    auto* ticket = new QLineEdit;
    dialog.form().addField(QObject::tr("Ticket (not required)"), ticket);
    dialog.askReason(QObject::tr("Removed in the system"));
    if (!dialog.ask())
        return std::nullopt;
    return ClaimAnswer{typed(ticket), dialog.reason().toStdString()};
}

std::optional<std::string> askToVerify(QWidget* parent, const ExtractReach& reach, const QString& flaw)
{
    FormDialog dialog(parent, QObject::tr("Verify the removals of %1").arg(plain(reach.system)), QObject::tr("Verify"));
    QString hindrance;
    if (!reach.extract)
        hindrance = QObject::tr("No listing of %1 has been imported.").arg(plain(reach.system));
    else if (!reach.extract->asOf)
        hindrance = QObject::tr("The last listing of %1 has no date that shows when it was drawn. Import one that has.").arg(plain(reach.system));
    else
        dialog.addWords(QObject::tr("Looked at is the last listing of %1: %2 as of %3, imported %4.")
                            .arg(plain(reach.system), plain(reach.extract->fileName), day(reach.extract->asOf), day(reach.extract->importedAt.day())));
    const std::int64_t tells = reach.removals - reach.unclaimed - reach.tooEarly;
    if (hindrance.isEmpty() && !flaw.isEmpty())
        hindrance = flaw;
    if (hindrance.isEmpty()) {
        dialog.addWords(QObject::tr("It can tell about %1 of %2.").arg(count(tells), counted(reach.removals, QObject::tr("removal"), QObject::tr("removals"))));
        if (reach.unclaimed > 0)
            dialog.addWords(QObject::tr("%1 nobody has claimed yet.").arg(count(reach.unclaimed)), true);
        if (reach.tooEarly > 0)
            dialog.addWords(QObject::tr("For %1 it is not later than the claim or the proof they have: it proves nothing new.").arg(count(reach.tooEarly)), true);
        if (tells == 0)
            hindrance = reach.unclaimed > 0 ? QObject::tr("Claim what was removed, and import a listing drawn on a later day.")
                                            : QObject::tr("Import a listing drawn on a later day first.");
    }
    dialog.askReason(QObject::tr("Removals verified against the last extract"));
    dialog.setCheck([&hindrance] { return hindrance; });
    if (!dialog.ask())
        return std::nullopt;
    return dialog.reason().toStdString();
}

std::optional<ConcludeAnswer> askToConclude(QWidget* parent, const ReviewSheet& sheet, Day today)
{
    const CampaignCounts& counts = sheet.status.counts;
    FormDialog dialog(parent, QObject::tr("Conclude the review of %1").arg(plain(sheet.status.row.system)), QObject::tr("Conclude the review"));
    dialog.addWords(QObject::tr("%1 decided, %2 to be removed. After this no decision can be changed.")
                       .arg(counted(counts.decided, QObject::tr("line"), QObject::tr("lines")), count(sheet.status.removalsOpen)));
    dialog.addWords(QObject::tr("Merkle root of the frozen listing: %1").arg(QString::fromStdString(sheet.status.row.rowRoot.hex()).left(16) + QStringLiteral("…")));
    auto* performed = new DayEdit(today);
    dialog.form().addField(QObject::tr("Performed on"), performed, QObject::tr("The control's performance date, not before the review was opened."));
    dialog.askReason(QObject::tr("Access review concluded"));
    if (!dialog.ask())
        return std::nullopt;
    return ConcludeAnswer{performed->day(), dialog.reason().toStdString()};
}

} // namespace oxseal::ui
