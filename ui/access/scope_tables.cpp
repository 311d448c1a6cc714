// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/scope_tables.h"

#include "ui/common/context_card.h"
#include "ui/common/words.h"

namespace oxseal::ui {
namespace {

using access::RoleState;
using access::ScopeState;

QString nameIn(const PersonNames& names, PersonId person)
{
    const auto found = names.find(person);
    return found == names.end() || found->second.empty() ? QStringLiteral("–") : plain(found->second);
}

Mark riskMark(access::ScopeRisk risk)
{
    return risk == access::ScopeRisk::High ? Mark::High : risk == access::ScopeRisk::Medium ? Mark::Medium : Mark::Low;
}

QString changeWord(access::RoleChange change)
{
    switch (change) {
    case access::RoleChange::Added: return QObject::tr("added");
    case access::RoleChange::Removed: return QObject::tr("taken away");
    case access::RoleChange::Raised: return QObject::tr("raised");
    case access::RoleChange::Lowered: return QObject::tr("lowered");
    case access::RoleChange::Reworded: break;
    }
    return QObject::tr("called otherwise");
}

QString itemWord(const std::string& permission, const std::string& scope)
{
    return scope.empty() ? plain(permission) : QStringLiteral("%1 @ %2").arg(plain(permission), plain(scope));
}

QString skipWord(const ScopeLine& line, const PersonNames& names)
{
    if (!line.skip)
        return {};
    return line.skip->approvedBy ? QObject::tr("%1 (approved by %2)").arg(plain(line.skip->why), nameIn(names, line.skip->approvedBy))
                                 : QObject::tr("%1 (not approved)").arg(plain(line.skip->why));
}

/// With what was reviewed, where that was a part.
QString stateWordOf(const ScopeLine& line)
{
    return line.parts.empty() || line.state != ScopeState::PartlyReviewed ? scopeStateWord(line.state) : QStringLiteral("%1: %2").arg(scopeStateWord(line.state), plain(line.parts));
}

constexpr std::size_t kShownItems = 60;

} // namespace

QString riskWord(access::ScopeRisk risk)
{
    switch (risk) {
    case access::ScopeRisk::Low: return QObject::tr("Low");
    case access::ScopeRisk::Medium: return QObject::tr("Medium");
    case access::ScopeRisk::High: break;
    }
    return QObject::tr("High");
}

QString frequencyWord(access::ReviewFrequency frequency)
{
    switch (frequency) {
    case access::ReviewFrequency::Quarterly: return QObject::tr("Every quarter");
    case access::ReviewFrequency::HalfYearly: return QObject::tr("Second and fourth quarter");
    case access::ReviewFrequency::Yearly: break;
    }
    return QObject::tr("Fourth quarter");
}

QString scopeStateWord(ScopeState state)
{
    switch (state) {
    case ScopeState::NotDue: return QObject::tr("Not due");
    case ScopeState::Skipped: return QObject::tr("Left out");
    case ScopeState::ListingMissing: return QObject::tr("No listing");
    case ScopeState::ReviewMissing: return QObject::tr("No review");
    case ScopeState::PartlyReviewed: return QObject::tr("Partly reviewed");
    case ScopeState::ReviewOpen: return QObject::tr("Review open");
    case ScopeState::Done: break;
    }
    return QObject::tr("Concluded");
}

Mark scopeStateMark(ScopeState state)
{
    switch (state) {
    case ScopeState::NotDue:
    case ScopeState::Skipped: return Mark::Neutral;
    case ScopeState::ListingMissing: return Mark::Critical;
    case ScopeState::ReviewMissing:
    case ScopeState::PartlyReviewed: return Mark::High;
    case ScopeState::ReviewOpen: return Mark::Accent;
    case ScopeState::Done: break;
    }
    return Mark::Good;
}

QString sourceWord(access::KnownSource source)
{
    switch (source) {
    case access::KnownSource::Sso: return QObject::tr("Single sign-on");
    case access::KnownSource::Vendors: return QObject::tr("Vendors");
    case access::KnownSource::Interfaces: break;
    }
    return QObject::tr("Interfaces");
}

QString roleStateWord(RoleState state)
{
    switch (state) {
    case RoleState::NeverApproved: return QObject::tr("Never approved");
    case RoleState::Drifted: return QObject::tr("Changed since");
    case RoleState::Expired: return QObject::tr("A year ago");
    case RoleState::Approved: return QObject::tr("Approved");
    case RoleState::Bare: return QObject::tr("No content listed");
    case RoleState::Gone: break;
    }
    return QObject::tr("Gone");
}

Mark roleStateMark(RoleState state)
{
    switch (state) {
    case RoleState::NeverApproved:
    case RoleState::Expired: return Mark::Medium;
    case RoleState::Drifted: return Mark::High;
    case RoleState::Approved: return Mark::Good;
    case RoleState::Bare:
    case RoleState::Gone: break;
    }
    return Mark::Neutral;
}

std::shared_ptr<ListData> scopeTable(const ScopeView& view, const PersonNames& names)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("system"), QObject::tr("System"), ColumnKind::Text, 140},
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 124},
        {QStringLiteral("risk"), QObject::tr("Risk"), ColumnKind::Status, 92},
        {QStringLiteral("frequency"), QObject::tr("Reviewed"), ColumnKind::Text, 176},
        {QStringLiteral("listing"), QObject::tr("Listing of"), ColumnKind::Date, 96},
        {QStringLiteral("lines"), QObject::tr("Lines"), ColumnKind::Number, 72},
        {QStringLiteral("skip"), QObject::tr("Left out because"), ColumnKind::Text, 240},
        {QStringLiteral("aliases"), QObject::tr("Also called"), ColumnKind::Text, 160},
        {QStringLiteral("note"), QObject::tr("Note"), ColumnKind::Text, 160, false},
    });
    for (const ScopeLine& line : view.systems) {
        QStringList aliases;
        for (const std::string& alias : line.row.aliases)
            aliases << plain(alias);
        list->add(QString::fromStdString(line.row.system),
            {plain(line.row.system), {scopeStateMark(line.state), stateWordOf(line)}, {riskMark(line.row.risk), riskWord(line.row.risk)},
                frequencyWord(line.row.frequency), line.listing && line.listing->asOf ? TableCell(day(line.listing->asOf), line.listing->asOf->number) : TableCell(),
                line.listing ? numberCell(static_cast<std::int64_t>(line.listing->rows)) : TableCell(), skipWord(line, names), aliases.join(QStringLiteral(", ")),
                plain(line.row.note)});
    }
    return list;
}

ContextCard* scopeCard(const ScopeLine& line, const PersonNames& names)
{
    auto* card = new ContextCard(plain(line.row.system));
    card->setMark(scopeStateMark(line.state), stateWordOf(line));
    card->addFact(QObject::tr("Risk"), riskWord(line.row.risk));
    card->addFact(QObject::tr("Reviewed"), frequencyWord(line.row.frequency));
    card->addFact(QObject::tr("Listing"),
        line.listing ? QObject::tr("%1, %2").arg(plain(line.listing->fileName), counted(static_cast<std::int64_t>(line.listing->rows), QObject::tr("line"), QObject::tr("lines")))
                     : QObject::tr("none of this quarter"),
        line.listing ? QStringLiteral("import:%1").arg(line.listing->id.value) : QString());
    card->addFact(QObject::tr("Review"), line.campaign ? QObject::tr("number %1").arg(line.campaign.value) : QObject::tr("none"),
        line.campaign ? QStringLiteral("access:%1").arg(line.campaign.value) : QString());
    card->addFact(QObject::tr("On the sheet"), QObject::tr("%1 by %2").arg(when(line.row.setAt), nameIn(names, line.row.setBy)));
    if (!line.row.note.empty())
        card->addFact(QObject::tr("Note"), plain(line.row.note));
    if (line.skip) {
        card->addSection(QObject::tr("To be left out"));
        card->addFact(QObject::tr("Because"), plain(line.skip->why));
        card->addFact(QObject::tr("Asked"), QObject::tr("%1 by %2").arg(when(line.skip->askedAt), nameIn(names, line.skip->askedBy)));
        card->addFact(QObject::tr("Approved"),
            line.skip->approvedAt ? QObject::tr("%1 by %2").arg(when(*line.skip->approvedAt), nameIn(names, line.skip->approvedBy))
                                  : QObject::tr("not yet; it has no effect before"));
    }
    return card;
}

std::shared_ptr<ListData> knownTable(const ScopeView& view)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("name"), QObject::tr("Name on the list"), ColumnKind::Text, 240},
        {QStringLiteral("source"), QObject::tr("List"), ColumnKind::Text, 128},
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 140},
        {QStringLiteral("system"), QObject::tr("System"), ColumnKind::Text, 140},
        {QStringLiteral("why"), QObject::tr("What was said"), ColumnKind::Text, 260},
    });
    int at = 0;
    for (const KnownLine& line : view.known) {
        const TableCell state = line.open() ? TableCell(Mark::High, QObject::tr("Not explained"))
            : line.system.empty()           ? TableCell(Mark::Neutral, QObject::tr("Not in scope"))
            : line.said                     ? TableCell(Mark::Good, QObject::tr("Said to be"))
                                            : TableCell(Mark::Good, QObject::tr("Same name"));
        list->add(QString::number(at++), {plain(line.name), sourceWord(line.source), state, plain(line.system), plain(line.why)});
    }
    return list;
}

ContextCard* knownCard(const ScopeView& view, const KnownLine& line, const PersonNames& names)
{
    auto* card = new ContextCard(plain(line.name));
    card->setMark(line.open() ? Mark::High : Mark::Good, line.open() ? QObject::tr("Not explained") : QObject::tr("Explained"));
    card->addFact(QObject::tr("System"), line.system.empty() ? QObject::tr("none of the sheet") : plain(line.system));
    if (line.said)
        card->addFact(QObject::tr("Said"), plain(line.why));
    if (const auto& list = view.lists[static_cast<std::size_t>(line.source)]) {
        card->addSection(QObject::tr("Source"));
        card->addFact(QObject::tr("List"), QStringLiteral("%1: %2").arg(sourceWord(line.source), plain(list->fileName)));
        card->addFact(QObject::tr("Taken"), QObject::tr("%1 by %2").arg(when(list->loadedAt), nameIn(names, list->loadedBy)));
        card->addFact(QObject::tr("SHA-256"), QString::fromStdString(list->sha256.hex()).left(16) + QStringLiteral("…"));
    }
    return card;
}

/// What was stated of the role; empty where the listing tells it line by line.
TableCell privilegeCell(const RoleLine& role)
{
    if (role.unknown)
        return {Mark::Medium, QObject::tr("Not known")};
    if (!role.privilege)
        return TableCell(QString());
    return role.privilege->said.privileged ? TableCell(Mark::Accent, QObject::tr("Yes")) : TableCell(Mark::Neutral, QObject::tr("No"));
}

std::shared_ptr<ListData> roleTable(const std::vector<RoleLine>& roles, const PersonNames& names)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("system"), QObject::tr("System"), ColumnKind::Text, 96},
        {QStringLiteral("role"), QObject::tr("Role"), ColumnKind::Text, 208},
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 136},
        {QStringLiteral("changes"), QObject::tr("Changes"), ColumnKind::Number, 76},
        {QStringLiteral("items"), QObject::tr("Permissions"), ColumnKind::Number, 108},
        {QStringLiteral("accounts"), QObject::tr("Accounts"), ColumnKind::Number, 80},
        {QStringLiteral("privileged"), QObject::tr("Privileged"), ColumnKind::Status, 108},
        {QStringLiteral("owner"), QObject::tr("Owner"), ColumnKind::Text, 144},
        {QStringLiteral("approved"), QObject::tr("Approved"), ColumnKind::Date, 96},
        {QStringLiteral("until"), QObject::tr("Valid until"), ColumnKind::Date, 96},
    });
    int at = 0;
    for (const RoleLine& role : roles) {
        const auto dated = [](const std::optional<Day>& on) { return on ? TableCell(day(on), on->number) : TableCell(); };
        list->add(QString::number(at++),
            {plain(role.system), plain(role.content.role), {roleStateMark(role.state), roleStateWord(role.state)}, numberCell(static_cast<std::int64_t>(role.diff.size())),
                numberCell(static_cast<std::int64_t>(role.content.items.size())), numberCell(role.content.accounts), privilegeCell(role), role.owner ? nameIn(names, role.owner) : QObject::tr("nobody yet"),
                dated(role.approval ? std::optional<Day>(role.approval->approvedAt.day()) : std::nullopt), dated(role.validUntil)});
    }
    return list;
}

ContextCard* roleCard(const RoleLine& role, const PersonNames& names)
{
    auto* card = new ContextCard(plain(role.content.role));
    card->setMark(roleStateMark(role.state), roleStateWord(role.state));
    card->addFact(QObject::tr("System"), plain(role.system));
    card->addFact(QObject::tr("Owner"), role.owner ? nameIn(names, role.owner) : QObject::tr("nobody yet"));
    card->addFact(QObject::tr("Held by"), counted(role.content.accounts, QObject::tr("account"), QObject::tr("accounts")));
    if (role.listing)
        card->addFact(QObject::tr("Listing"), QObject::tr("import %1").arg(role.listing.value), QStringLiteral("import:%1").arg(role.listing.value));
    if (role.approval) {
        card->addFact(QObject::tr("Approved"), QObject::tr("%1 by %2").arg(when(role.approval->approvedAt), nameIn(names, role.approval->approvedBy)));
        card->addFact(QObject::tr("Valid until"), day(role.validUntil));
        card->addSection(QObject::tr("Changed since the approval"));
        if (role.diff.empty())
            card->addText(QObject::tr("Nothing."), true);
        for (const access::RoleDiffLine& line : role.diff) {
            const QString levels = line.before.empty() && line.after.empty() ? QString()
                : QStringLiteral(": %1 → %2").arg(line.before.empty() ? QStringLiteral("–") : plain(line.before), line.after.empty() ? QStringLiteral("–") : plain(line.after));
            card->addFact(changeWord(line.change), itemWord(line.permission, line.scope) + levels);
        }
    }
    if (role.privilege) {
        card->addSection(QObject::tr("Privileged"));
        card->addFact(QObject::tr("Stated"), role.privilege->said.privileged ? QObject::tr("yes") : QObject::tr("no"));
        card->addFact(QObject::tr("Because"), plain(role.privilege->why));
        card->addFact(QObject::tr("When"), QObject::tr("%1 by %2").arg(when(role.privilege->at), nameIn(names, role.privilege->by)));
    } else if (role.unknown) {
        card->addSection(QObject::tr("Privileged"));
        card->addText(QObject::tr("The listing tells neither whether this role is privileged nor what it can do. Its owner, or the owner of the system, states it once; until then "
                                  "its lines are treated with the care of privileged ones."), true);
    }
    card->addSection(QObject::tr("What it can do"));
    if (role.state == RoleState::Bare)
        card->addText(QObject::tr("The listing names no permissions of it."), true);
    for (std::size_t at = 0; at < role.content.items.size() && at < kShownItems; ++at) {
        const access::RoleItem& item = role.content.items[at];
        card->addFact(itemWord(item.permission, item.scope), item.level.empty() ? QObject::tr("level not stated") : plain(item.level));
    }
    if (role.content.items.size() > kShownItems)
        card->addText(QObject::tr("and %1 more; oxseal scope roles --role shows all").arg(role.content.items.size() - kShownItems), true);
    return card;
}

QString listsWords(const ScopeView& view)
{
    QStringList given, missing;
    for (std::size_t at = 0; at < access::kKnownSources; ++at)
        (view.lists[at] ? given : missing) << sourceWord(static_cast<access::KnownSource>(at)).toLower();
    QStringList words;
    if (!given.isEmpty())
        words << QObject::tr("Checked against: %1.").arg(given.join(QStringLiteral(", ")));
    if (!missing.isEmpty())
        words << QObject::tr("Not given, so not checked against: %1.").arg(missing.join(QStringLiteral(", ")));
    return words.join(QLatin1Char(' '));
}

} // namespace oxseal::ui
