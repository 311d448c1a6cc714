// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/line_card.h"

#include "models/access/peer_flags.h"
#include "storage/reads/rarity_reads.h"
#include "ui/access/account_facts.h"
#include "ui/access/identity_card.h"
#include "ui/access/review_words.h"
#include "ui/access/stage_words.h"
#include "ui/common/context_card.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QVBoxLayout>

#include <utility>

namespace oxseal::ui {
namespace {

using access::LineFlag;

QString dash(const std::string& text) { return text.empty() ? QStringLiteral("–") : plain(text); }

QString nameIn(const std::map<PersonId, std::string>& names, PersonId person)
{
    const auto found = names.find(person);
    return dash(found == names.end() ? std::string() : found->second);
}

QString importLink(SnapshotId id) { return QStringLiteral("import:%1").arg(id.value); }

void addWorker(ContextCard& card, const ReviewBasis& basis, const LineRow& line)
{
    const access::Worker* worker = basis.workerOf(static_cast<std::size_t>(line.row));
    card.addFact(QObject::tr("Account"), plain(line.account));
    if (worker == nullptr) {
        card.addFact(QObject::tr("Worker"), QObject::tr("nobody (%1)").arg(matchedWord(line.matchedBy)));
    } else {
        card.addFact(QObject::tr("Worker"), QStringLiteral("%1 (%2)").arg(plain(worker->name), plain(worker->employeeId)),
            importLink(basis.rosterInfo.id));
        card.addFact(QObject::tr("Matched"), matchedWord(line.matchedBy));
        QString status = dash(worker->status);
        if (worker->termination)
            status = QObject::tr("%1, last day %2").arg(status, day(worker->termination));
        card.addFact(QObject::tr("Status"), status);
        card.addFact(QObject::tr("Job"), QStringLiteral("%1 · %2").arg(dash(worker->title), dash(worker->department)));
        if (const std::int32_t manager = basis.roster.byId(worker->managerId); !worker->managerId.empty() && manager >= 0)
            card.addFact(QObject::tr("Reports to"), plain(basis.roster.workers()[static_cast<std::size_t>(manager)].name));
    }
    if (line.officer)
        card.addFact(QObject::tr("Office"), QObject::tr("chief officer: only counsel or the audit-committee chair reviews this"));
}

/// What people decided about whose account it is, and where the queue is.
void addIdentity(ContextCard& card, const ReviewBasis& basis, const ReviewSheet& sheet, const IdentityQueue& identities, const LineRow& line)
{
    const IdentityLine* found = identityOf(basis, identities, line);
    if (found == nullptr)
        return;
    card.addFact(QObject::tr("In doubt"), doubtWord(found->doubt.doubt));
    card.addFact(QObject::tr("Whose it is"), found->settled ? QObject::tr("decided") : QObject::tr("not decided"), QStringLiteral("access:%1/identities").arg(sheet.status.row.id.value));
    for (const IdentityDecisionRow& decision : found->standing)
        card.addText(decisionWords(sheet, decision), true);
}

void addPermission(ContextCard& card, const ReviewBasis& basis, const LineContext& context)
{
    const access::Entitlement& held = basis.listing.entitlements[context.entitlement];
    if (!held.role.empty())
        card.addFact(QObject::tr("Role"), plain(held.role));
    if (!held.permission.empty())
        card.addFact(QObject::tr("Permission"), plain(held.permission));
    card.addFact(QObject::tr("Allows"),
        held.level.empty() ? levelWords(held.level) : QStringLiteral("%1 (%2)").arg(levelWords(held.level), plain(held.level)));
    if (!held.scope.empty())
        card.addFact(QObject::tr("Scope"), plain(held.scope));
    card.addText(plain(basis.meanings.words(context.entitlement)), !basis.meanings.described(context.entitlement));
    card.addFact(QObject::tr("Last used"), context.lastUsed ? day(context.lastUsed) : QObject::tr("not stated by the listing"));
    card.addFact(QObject::tr("Peers"),
        context.peers > 0 ? QObject::tr("%1 of %2 others with this department and title hold it").arg(count(context.holding), count(context.peers))
                          : QObject::tr("nobody else has this department and title"));
}

/// The score of rarity with its arithmetic, whether that is pointed out, and how often that was of use in this review.
void addRarity(ContextCard& card, const ReviewBasis& basis, const ReviewSheet& sheet, const LineContext& context)
{
    const access::RarityLimits& limits = basis.rarity;
    if (context.peers < limits.fewestPeers) {
        card.addFact(QObject::tr("Rarity"), QObject::tr("not known: %1, and fewer than %2 say nothing").arg(counted(context.peers, QObject::tr("peer"), QObject::tr("peers"))).arg(limits.fewestPeers));
        return;
    }
    const std::int64_t without = context.peers - context.holding;
    card.addFact(QObject::tr("Rarity"), QObject::tr("%1 of %2 peers do not hold it, %3 %: %4 × %1 / %2 = %5, rounded down")
                                            .arg(without).arg(context.peers).arg(without * 100 / context.peers).arg(access::kMostRarity).arg(context.outlier.rarity));
    if (access::isRare(context.holding, context.peers, limits) != Flag::Yes)
        return;
    const access::RarityRecord record = rarityOf(basis, sheet.lines, limits);
    const auto share = record.falsePercent();
    card.addText(QObject::tr("Rare: from %1 % on, by the review policy.").arg(limits.rarePercent) + QLatin1Char(' ')
            + (share ? QObject::tr("Of %1 decided lines that are rare in this review, %2 were kept: %3 % false positives.").arg(record.decided).arg(record.kept).arg(*share)
                     : QObject::tr("None of the %1 rare lines of this review is decided yet.").arg(record.pointedOut)),
        true);
}

QString changeWords(const access::DeltaLine& change)
{
    const QString word = changeWord(change.change);
    return change.before.empty() && change.after.empty() ? word : QObject::tr("%1: %2 → %3").arg(word, dash(change.before), dash(change.after));
}

/// What was otherwise when the account was decided on before.
QString changedSince(const ReviewBasis& basis, const LineRow& line, const LineContext& context)
{
    QStringList parts;
    for (const access::DeltaLine& change : basis.changes) {
        if (access::ofAccount(change.change) && change.account == line.account)
            parts << changeWords(change);
    }
    if (context.change)
        parts << changeWords(*context.change);
    return parts.join(QStringLiteral("; "));
}

/// What a flag was raised on, with its limit.
QString evidenceOf(const ReviewBasis& basis, const ReviewSheet& sheet, const LineRow& line, LineFlag flag)
{
    const LineContext& context = basis.lines[static_cast<std::size_t>(line.row)];
    const access::Account& account = basis.listing.accounts[context.account];
    const access::Worker* worker = basis.workerOf(static_cast<std::size_t>(line.row));
    const CampaignRow& campaign = sheet.status.row;
    const QString left = worker != nullptr && worker->termination ? day(worker->termination) : QObject::tr("a day not stated");
    switch (flag) {
    case LineFlag::Terminated: return QObject::tr("Last day %1; compared on %2.").arg(left, day(campaign.asOf));
    case LineFlag::LeaverActive: return QObject::tr("Last day %1; the account is enabled on %2.").arg(left, day(campaign.asOf));
    case LineFlag::UsedAfterLeaving: return QObject::tr("Last day %1; last used %2.").arg(left, day(context.lastUsed));
    case LineFlag::Stale:
        return QObject::tr("Last used %1; limit %2 days before %3.").arg(day(context.lastUsed)).arg(campaign.dormantDays).arg(day(campaign.asOf));
    case LineFlag::OldKey:
        return QObject::tr("Credentials of %1; limit %2 days before %3.").arg(day(account.lastCredentialChange)).arg(campaign.keyDays).arg(day(campaign.asOf));
    case LineFlag::LevelRaised:
        return context.change ? QObject::tr("Was %1, is %2.").arg(dash(context.change->before), dash(context.change->after)) : QString();
    case LineFlag::New: return QObject::tr("Not in the listing of the review before.");
    case LineFlag::RevokedStillPresent:
        return context.earlier ? QObject::tr("Review %1 said: %2.").arg(context.earlier->campaign.value).arg(decisionWord(context.earlier->decision).toLower())
                               : QString();
    case LineFlag::Orphan: return QObject::tr("Matching: %1.").arg(matchedWord(line.matchedBy));
    case LineFlag::MfaOff: return QObject::tr("The listing says that the second factor is off.");
    case LineFlag::Mover: return QObject::tr("Department or title differs from the roster before.");
    case LineFlag::Privileged:
        return line.privilegeStatement != 0 ? QObject::tr("Stated by the role's owner since the review was opened.")
                                            : QObject::tr("By the listing, the name of an administrator's role, or what the role's owner stated.");
    case LineFlag::Creep:
        return QObject::tr("At least %1 permissions, and more than %2 %, above the median of the others of the same department and title, who are no fewer than %3.")
            .arg(access::kCreepLines).arg(access::kCreepPercent).arg(access::kFewestForCreep);
    case LineFlag::OutOfDepartment:
        return QObject::tr("At least %1 % of the others who hold it (no fewer than %2) work in one department, %3 in another.")
            .arg(access::kDepartmentPercent).arg(access::kFewestForDepartment).arg(worker != nullptr ? plain(worker->name) : QString());
    case LineFlag::NeverUsed:
        return QObject::tr("The listing states when others were used, and no use of this account; created %1, limit %2 days before %3.")
            .arg(account.created ? day(account.created) : QObject::tr("on a day not stated")).arg(campaign.dormantDays).arg(day(campaign.asOf));
    case LineFlag::Changed: return changedSince(basis, line, context);
    case LineFlag::SodConflict: return QObject::tr("An open conflict of the period's last duties check runs through it; see below.");
    case LineFlag::ServiceWithoutOwner: return QObject::tr("The listing names no owner, and nobody who is still there had been stated when the review was opened.");
    case LineFlag::Shared: break;
    }
    return QObject::tr("Account type: %1.").arg(QLatin1String(access::name(account.type)));
}

void addFlags(ContextCard& card, const ReviewBasis& basis, const ReviewSheet& sheet, const LineRow& line)
{
    const access::LineFlags flags = line.judged();
    const auto raised = raisedFlags(flags);
    if (!raised.empty())
        card.addSection(QObject::tr("Flags"));
    for (const LineFlag flag : raised) {
        auto* row = new QWidget;
        auto* layout = new QVBoxLayout(row);
        layout->setContentsMargins(0, kGap4, 0, 0);
        layout->setSpacing(kGap4);
        layout->addWidget(new Chip(markOf(access::severityOf(flag)), flagWord(flag)), 0, Qt::AlignLeft);
        Finding finding;
        finding.code = access::findingCode(flag);
        finding.arguments = {line.account, sheet.status.row.system, line.subject.empty() ? "nobody" : line.subject, line.entitlement};
        layout->addWidget(label(evidenceOf(basis, sheet, line, flag), {}, true));
        layout->addWidget(label(findingLine(finding), role::kCaption, true));
        card.addWidget(row);
    }
    QStringList unknown, later;
    for (std::size_t at = 0; at < access::kLineFlags; ++at) {
        const auto flag = static_cast<LineFlag>(at);
        if (flags.get(flag) == Flag::Unknown && flag != LineFlag::SodConflict && flag != LineFlag::Privileged)
            (static_cast<int>(at) < sheet.status.row.flagsKnown ? unknown : later) << flagWord(flag).toLower();
    }
    const bool silent = flags.get(LineFlag::Privileged) == Flag::Unknown;
    if (!unknown.isEmpty() || !later.isEmpty() || silent)
        card.addSection(QObject::tr("Not known"));
    if (silent)
        card.addText(QObject::tr("Whether this is privileged: neither the listing nor what it says of the role tells. Until the role's owner states it under Access scope, "
                                 "the line is treated with the care of a privileged one."), true);
    if (!unknown.isEmpty())
        card.addText(QObject::tr("The listing does not say enough about: %1.").arg(unknown.join(QStringLiteral("; "))), true);
    if (!later.isEmpty())
        card.addText(QObject::tr("The program that opened this review did not look for: %1.").arg(later.join(QStringLiteral("; "))), true);
}

/// What changed of the account as a whole since the listing before.
void addAccountChanges(ContextCard& card, const ReviewBasis& basis, const LineRow& line)
{
    bool any = false;
    for (const access::DeltaLine& change : basis.changes) {
        if (!access::ofAccount(change.change) || change.account != line.account)
            continue;
        if (!std::exchange(any, true))
            card.addSection(QObject::tr("The account since then"));
        card.addText(changeWords(change));
    }
}

void addHistory(ContextCard& card, const ReviewBasis& basis, const ReviewSheet& sheet, const LineRow& line, const LineContext& context)
{
    card.addSection(QObject::tr("History"));
    if (context.earlier)
        card.addFact(QObject::tr("Last time"),
            QObject::tr("%1 by %2").arg(decisionWord(context.earlier->decision), dash(sheet.nameOf(context.earlier->by))),
            QStringLiteral("access:%1").arg(context.earlier->campaign.value));
    else
        card.addFact(QObject::tr("Last time"), QObject::tr("no decision on this access"));
    QString changed = QObject::tr("nothing since the review before");
    if (!sheet.status.row.previous)
        changed = QObject::tr("not known: there is no review before");
    else if (context.change && context.change->change == access::Change::Added)
        changed = QObject::tr("added since the review before");
    else if (context.change)
        changed = changeWords(*context.change);
    card.addFact(QObject::tr("Changed"), changed);
    card.addFact(QObject::tr("Weight"),
        QObject::tr("%1 = flags %2 + rarity %3").arg(context.outlier.score()).arg(context.outlier.flags).arg(context.outlier.rarity));
    addRarity(card, basis, sheet, context);
    if (!line.decision)
        return;
    card.addFact(QObject::tr("Decided"),
        QObject::tr("%1 by %2%3").arg(decisionWord(*line.decision), dash(sheet.nameOf(line.decidedBy)),
            line.decidedAt ? QStringLiteral(", ") + when(*line.decidedAt) : QString()));
    if (!line.code.empty())
        card.addFact(QObject::tr("Reason"), codeWord(line.code));
    if (!line.target.empty())
        card.addFact(QObject::tr("Reduce to"), plain(line.target));
    if (!line.comment.empty())
        card.addFact(QObject::tr("Comment"), plain(line.comment));
    if (line.bulk > 1)
        card.addFact(QObject::tr("Together"), QObject::tr("one decision on %1 lines").arg(count(line.bulk)));
    for (const RemovalRow& removal : sheet.removals) {
        if (removal.row == line.row && removal.state != "withdrawn")
            card.addFact(QObject::tr("Removal"), QObject::tr("%1, due %2").arg(removalWord(removal), day(removal.due)),
                QStringLiteral("access:%1/removals").arg(sheet.status.row.id.value));
    }
}

} // namespace

ContextCard* lineCard(const ReviewBasis& basis, const ReviewSheet& sheet, const NonHumanSheet& nonHuman, const IdentityQueue& identities, const LineRow& line)
{
    auto* card = new ContextCard(plain(line.accountName.empty() ? line.account : line.accountName));
    const auto row = static_cast<std::size_t>(line.row);
    if (row >= basis.lines.size())
        return card;
    const LineContext& context = basis.lines[row];
    addWorker(*card, basis, line);
    addIdentity(*card, basis, sheet, identities, line);
    if (addAccountFacts(*card, basis, sheet, nonHuman, line))
        card->addSection(QObject::tr("The permission"));
    addPermission(*card, basis, context);
    card->addFact(QObject::tr("Reviewer"), line.reviewer ? dash(sheet.nameOf(line.reviewer)) : QObject::tr("nobody yet"));
    addStages(*card, sheet, line);
    addFlags(*card, basis, sheet, line);
    const std::string subject = line.subject.empty() ? "account:" + sheet.status.row.system + "/" + line.account : "person:" + line.subject;
    const auto [first, last] = sheet.conflicts.equal_range(subject);
    if (first != last)
        card->addSection(QObject::tr("Duties in conflict"));
    for (auto at = first; at != last; ++at)
        card->addFact(plain(at->second.row.rule), at->second.row.risk.empty() ? QObject::tr("show the way to it") : plain(at->second.row.risk).left(60),
            QStringLiteral("sod:") + QString::fromStdString(at->second.row.fingerprint.hex()));
    addHistory(*card, basis, sheet, line, context);
    addAccountChanges(*card, basis, line);
    card->addSection(QObject::tr("Source"));
    card->addFact(QObject::tr("Listing"), plain(basis.meanings.sourceWords(row)),
        importLink(basis.listingInfo.id));
    return card;
}

ContextCard* removalCard(const std::map<PersonId, std::string>& names, const RemovalRow& removal, Day today, const RegrantRow* word)
{
    auto* card = new ContextCard(QObject::tr("Removal %1").arg(removal.id));
    card->setMark(removalMark(removal, today), removalWord(removal));
    card->addFact(QObject::tr("Account"), plain(removal.account),
        QStringLiteral("access:%1/%2").arg(removal.campaign.value).arg(removal.row));
    card->addFact(QObject::tr("Permission"), plain(removal.entitlement));
    card->addFact(QObject::tr("What"),
        removal.kind == "reduce" ? QObject::tr("reduce to %1").arg(plain(removal.target)) : QObject::tr("take away"));
    card->addFact(QObject::tr("Due"), day(removal.due));
    card->addSection(QObject::tr("History"));
    card->addFact(QObject::tr("Requested"), QObject::tr("%1 by %2").arg(when(removal.requestedAt), nameIn(names, removal.requestedBy)));
    card->addFact(QObject::tr("Claimed"),
        removal.claimedAt ? QObject::tr("%1 by %2").arg(when(*removal.claimedAt), nameIn(names, removal.claimedBy))
                          : QObject::tr("not yet"));
    if (!removal.ticket.empty())
        card->addFact(QObject::tr("Ticket"), plain(removal.ticket));
    card->addFact(QObject::tr("Proven"),
        removal.removedAsOf ? QObject::tr("absent as of %1").arg(day(removal.removedAsOf->day())) : QObject::tr("not yet"),
        removal.checked ? importLink(removal.checked) : QString());
    if (removal.closing == "asked")
        card->addFact(removal.state == "regranted" ? QObject::tr("Granted again") : QObject::tr("Contested"),
            QObject::tr("it is asked that the access may stay; another person decides"));
    if (word != nullptr) {
        card->addSection(word->kind == "ordered" ? QObject::tr("Ordered away again") : removal.state == "regranted" ? QObject::tr("Granted again") : QObject::tr("Contested"));
        card->addFact(QObject::tr("By"), QObject::tr("%1, %2").arg(nameIn(names, word->askedBy), when(word->askedAt)));
        card->addFact(QObject::tr("Reason"), dash(word->why));
        if (word->approvedAt || word->declinedAt) {
            card->addFact(word->approvedAt ? QObject::tr("Let stand by") : QObject::tr("Declined by"),
                QObject::tr("%1, %2").arg(nameIn(names, word->approvedAt ? word->approvedBy : word->declinedBy), when(word->approvedAt ? *word->approvedAt : *word->declinedAt)));
            if (!word->answerWhy.empty())
                card->addFact(QObject::tr("Because"), plain(word->answerWhy));
        }
    }
    card->addText(QObject::tr("A closed ticket is a claim. Only a later extract of the same system proves that the access is gone."), true);
    return card;
}

ContextCard* campaignCard(const CampaignStatus& status, const std::map<PersonId, std::string>& names)
{
    const CampaignRow& row = status.row;
    auto* card = new ContextCard(QStringLiteral("%1 · %2").arg(plain(row.system), shapeWord(row.shape)));
    card->setMark(stateMark(row.state), stateWord(row.state));
    card->addFact(QObject::tr("System owner"), nameIn(names, row.systemOwner));
    card->addFact(QObject::tr("Opened"), QObject::tr("%1 by %2").arg(when(row.openedAt), nameIn(names, row.openedBy)));
    if (row.concludedAt)
        card->addFact(QObject::tr("Concluded"), QObject::tr("%1 by %2").arg(when(*row.concludedAt), nameIn(names, row.concludedBy)));
    if (row.performanceDay)
        card->addFact(QObject::tr("Performed"), day(row.performanceDay));
    if (!row.cancelReason.empty())
        card->addFact(QObject::tr("Cancelled"), plain(row.cancelReason));
    card->addFact(QObject::tr("Entity"), row.entity.empty() ? QObject::tr("the group") : plain(row.entity));
    card->addSection(QObject::tr("What was frozen"));
    card->addFact(QObject::tr("Listing"), QObject::tr("as of %1").arg(day(row.asOf)), importLink(row.listing));
    card->addFact(QObject::tr("Roster"), QObject::tr("import %1").arg(row.roster.value), importLink(row.roster));
    card->addFact(QObject::tr("Compared with"),
        row.previous ? QObject::tr("import %1").arg(row.previous.value) : QObject::tr("nothing: no review before"),
        row.previous ? importLink(row.previous) : QString());
    card->addFact(QObject::tr("Dormant after"), QObject::tr("%1 days").arg(row.dormantDays));
    if (status.counts.leftOut > 0)
        card->addFact(QObject::tr("Left out"), QObject::tr("%1 by the shape; they stay in the record").arg(counted(status.counts.leftOut, QObject::tr("line"), QObject::tr("lines"))));
    if (!status.counts.decisions.empty())
        card->addSection(QObject::tr("Decisions"));
    for (const auto& [decision, n] : status.counts.decisions)
        card->addFact(decisionWord(decision), count(n));
    if (!status.counts.flags.empty())
        card->addSection(QObject::tr("Flags"));
    for (const auto& [flag, n] : status.counts.flags)
        card->addFact(flagWord(flag), count(n));
    return card;
}

} // namespace oxseal::ui
