// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of rules shows: its tables and the cards beside them.
#include "ui/common/context_card.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/sod/rules_page.h"
#include "ui/sod/sod_words.h"

#include <QTabBar>

#include <algorithm>

namespace oxseal::ui {
namespace {

TableCell dayCell(const std::optional<Day>& value) { return value ? TableCell(day(value), value->number) : TableCell(); }

TableCell changeCell(sod::ChangeKind kind)
{
    switch (kind) {
    case sod::ChangeKind::Added: return {Mark::Good, QObject::tr("New")};
    case sod::ChangeKind::Removed: return {Mark::High, QObject::tr("Goes")};
    case sod::ChangeKind::Changed: break;
    }
    return {Mark::Medium, QObject::tr("Changes")};
}

QString fieldWord(const std::string& field)
{
    static const std::map<std::string, QString> words{{"legs", QObject::tr("Sides")}, {"severity", QObject::tr("Severity")}, {"risk", QObject::tr("Risk")},
        {"control", QObject::tr("Typical control")}, {"source", QObject::tr("Source")}, {"effective", QObject::tr("In force from")},
        {"retired", QObject::tr("Ends on")}, {"name", QObject::tr("Name")}, {"permission", QObject::tr("Permission")},
        {"version", QObject::tr("Version")}, {"everything", QObject::tr("Carries every duty")}};
    const auto found = words.find(field);
    return found == words.end() ? plain(field) : found->second;
}

TableCell standingCell(const RuleVersion& version)
{
    switch (version.standing) {
    case RuleStanding::InUse:
        return version.verdict ? TableCell(Mark::Good, QObject::tr("In use")) : TableCell(Mark::Medium, QObject::tr("In use, unapproved"));
    case RuleStanding::Waiting: return {Mark::Medium, QObject::tr("Waits for approval")};
    case RuleStanding::Rejected: return {Mark::High, QObject::tr("Rejected")};
    case RuleStanding::Approved: break;
    }
    return {Mark::Neutral, QObject::tr("Replaced")};
}

/// What the draft does to one rule or duty; "" when it leaves it alone.
TableCell draftCell(const std::vector<sod::ItemChange>& changes, const std::string& id)
{
    const auto found = std::find_if(changes.begin(), changes.end(), [&](const sod::ItemChange& one) { return one.id == id; });
    return found == changes.end() ? TableCell() : changeCell(found->kind);
}

} // namespace

QString RulesPage::nameOf(PersonId person) const
{
    const auto found = std::find_if(state_.people.begin(), state_.people.end(), [&](const Person& one) { return one.id == person; });
    return found == state_.people.end() ? QString() : plain(found->name);
}

const RuleVersion* RulesPage::versionOf(const QString& handle) const
{
    const auto found = std::find_if(state_.versions.begin(), state_.versions.end(), [&](const RuleVersion& one) { return QString::number(one.row.id) == handle; });
    return found == state_.versions.end() ? nullptr : &*found;
}

void RulesPage::fillRules()
{
    std::vector<TableColumn> columns{{QStringLiteral("rule"), tr("Rule"), ColumnKind::Id, 64}, {QStringLiteral("severity"), tr("Severity"), ColumnKind::Status, 96},
        {QStringLiteral("sides"), tr("Sides"), ColumnKind::Text, 150}, {QStringLiteral("risk"), tr("Risk"), ColumnKind::Text, 260},
        {QStringLiteral("control"), tr("Typical control"), ColumnKind::Text, 240}, {QStringLiteral("effective"), tr("In force from"), ColumnKind::Date, 104},
        {QStringLiteral("retired"), tr("Ends on"), ColumnKind::Date, 104}};
    if (state_.draft)
        columns.insert(columns.begin() + 1, {QStringLiteral("draft"), tr("In the draft"), ColumnKind::Status, 96});
    auto list = std::make_shared<ListData>(std::move(columns));
    for (const sod::Rule& rule : state_.shown.rules) {
        std::vector<TableCell> cells{plain(rule.id), {markOf(rule.severity), severityWord(rule.severity)}, plain(sod::legsText(state_.shown, rule)),
            plain(rule.risk), plain(rule.control), dayCell(rule.effective), dayCell(rule.retired)};
        if (state_.draft)
            cells.insert(cells.begin() + 1, draftCell(state_.diff.rules, rule.id));
        list->add(QString::fromStdString(rule.id), std::move(cells));
    }
    rules_->setData(std::move(list));
}

void RulesPage::fillDuties()
{
    std::vector<TableColumn> columns{{QStringLiteral("code"), tr("Duty"), ColumnKind::Id, 72}, {QStringLiteral("name"), tr("Name"), ColumnKind::Text, 200},
        {QStringLiteral("permissions"), tr("Permissions"), ColumnKind::Number, 100}, {QStringLiteral("rules"), tr("Rules"), ColumnKind::Number, 72},
        {QStringLiteral("what"), tr("Permissions that give it"), ColumnKind::Text, 420}};
    if (state_.draft)
        columns.insert(columns.begin() + 1, {QStringLiteral("draft"), tr("In the draft"), ColumnKind::Status, 96});
    auto list = std::make_shared<ListData>(std::move(columns));
    std::vector<std::int64_t> rules(state_.shown.functions.size(), 0);
    for (const sod::Rule& rule : state_.shown.rules) {
        for (const auto& leg : rule.legs) {
            for (const std::uint32_t function : leg)
                ++rules[function];
        }
    }
    for (std::size_t at = 0; at < state_.shown.functions.size(); ++at) {
        const sod::Function& function = state_.shown.functions[at];
        QStringList groups;
        std::int64_t permissions = 0;
        for (const auto& group : function.groups) {
            QStringList refs;
            for (const sod::PermissionRef& ref : group)
                refs << plain((ref.system.empty() ? std::string() : ref.system + ": ") + ref.permission);
            permissions += static_cast<std::int64_t>(group.size());
            groups << refs.join(tr(" or "));
        }
        std::vector<TableCell> cells{plain(function.code), plain(function.name), numberCell(permissions), numberCell(rules[at]),
            groups.join(tr(" and "))};
        if (state_.draft)
            cells.insert(cells.begin() + 1, draftCell(state_.diff.functions, function.code));
        list->add(QString::fromStdString(function.code), std::move(cells));
    }
    duties_->setData(std::move(list));
}

void RulesPage::fillChanges()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{{QStringLiteral("kind"), tr("Change"), ColumnKind::Status, 96},
        {QStringLiteral("of"), tr("Of"), ColumnKind::Text, 72}, {QStringLiteral("id"), tr("Rule or duty"), ColumnKind::Id, 100},
        {QStringLiteral("field"), tr("What"), ColumnKind::Text, 130}, {QStringLiteral("before"), tr("In use"), ColumnKind::Text, 300},
        {QStringLiteral("after"), tr("In the draft"), ColumnKind::Text, 300}});
    int serial = 0;
    const auto add = [&](const QString& what, const std::vector<sod::ItemChange>& items) {
        for (const sod::ItemChange& item : items) {
            for (const sod::FieldChange& field : item.fields)
                list->add(QString::number(++serial), {changeCell(item.kind), what, plain(item.id), fieldWord(field.field), plain(field.before), plain(field.after)});
            if (item.fields.empty())
                list->add(QString::number(++serial), {changeCell(item.kind), what, plain(item.id), {}, {}, {}});
        }
    };
    add(tr("Rule"), state_.diff.rules);
    add(tr("Duty"), state_.diff.functions);
    for (const sod::FieldChange& field : state_.diff.set) {
        if (field.field != "name" && field.field != "version")
            list->add(QString::number(++serial), {changeCell(sod::ChangeKind::Changed), tr("Set"), {}, fieldWord(field.field), plain(field.before), plain(field.after)});
    }
    changes_->setData(std::move(list));

    auto found = std::make_shared<ListData>(std::vector<TableColumn>{{QStringLiteral("effect"), tr("Effect"), ColumnKind::Status, 150},
        {QStringLiteral("person"), tr("Person"), ColumnKind::Text, 160}, {QStringLiteral("rule"), tr("Rule"), ColumnKind::Id, 72},
        {QStringLiteral("way"), tr("Way to each side"), ColumnKind::Text, 560}});
    if (state_.effect) {
        for (const ConflictDelta& delta : state_.effect->gained)
            found->add(QString::number(++serial), {{Mark::High, tr("Would be found")}, plain(delta.name), plain(delta.rule), plain(delta.way)});
        for (const ConflictDelta& delta : state_.effect->lost)
            found->add(QString::number(++serial), {{Mark::Medium, tr("No longer found")}, plain(delta.name), plain(delta.rule), plain(delta.way)});
    }
    effect_->setData(std::move(found));
}

void RulesPage::fillVersions()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{{QStringLiteral("name"), tr("Rule set"), ColumnKind::Text, 180},
        {QStringLiteral("version"), tr("Version"), ColumnKind::Text, 100}, {QStringLiteral("standing"), tr("Standing"), ColumnKind::Status, 170},
        {QStringLiteral("loaded"), tr("Loaded"), ColumnKind::Time, 170}, {QStringLiteral("by"), tr("By"), ColumnKind::Text, 140},
        {QStringLiteral("verdict"), tr("Approved or rejected by"), ColumnKind::Text, 190}});
    for (auto version = state_.versions.rbegin(); version != state_.versions.rend(); ++version) {
        const RuleSetRow& row = version->row;
        list->add(QString::number(row.id), {plain(row.name), plain(row.version), standingCell(*version), {when(row.loadedAt), row.loadedAt.micros},
                                               nameOf(row.loadedBy), version->verdict ? nameOf(version->verdict->decidedBy) : QString()});
    }
    versions_->setData(std::move(list));
}

void RulesPage::showRule(const QString& handle)
{
    if (tabs_->currentIndex() != Rules)
        return;
    const auto rule = std::find_if(state_.shown.rules.begin(), state_.shown.rules.end(), [&](const sod::Rule& one) { return one.id == handle.toStdString(); });
    if (rule == state_.shown.rules.end()) {
        setContext(nullptr);
        updateCommands();
        return;
    }
    auto* card = new ContextCard(plain(rule->id));
    card->setMark(markOf(rule->severity), severityWord(rule->severity));
    card->addText(plain(rule->risk));
    int side = 0;
    for (const auto& leg : rule->legs) {
        card->addSection(rule->legs.size() == 1 ? tr("Sensitive by itself") : tr("Side %1").arg(++side));
        for (const std::uint32_t function : leg)
            card->addText(functionWords(state_.shown, function));
    }
    if (!rule->control.empty()) {
        card->addSection(tr("Typical control"));
        card->addText(plain(rule->control));
    }
    card->addSection(tr("Where it comes from"));
    card->addText(rule->source.empty() ? tr("Not said.") : plain(rule->source), true);
    if (rule->effective)
        card->addFact(tr("In force from"), day(rule->effective));
    if (rule->retired)
        card->addFact(tr("Ends on"), day(rule->retired));
    if (state_.lint && std::find(state_.lint->deadRules.begin(), state_.lint->deadRules.end(), rule->id) != state_.lint->deadRules.end())
        card->addText(tr("Nothing in the listings of this period meets one of its sides: it finds nobody."), true);
    setContext(card);
    updateCommands();
}

void RulesPage::showDuty(const QString& handle)
{
    if (tabs_->currentIndex() != Duties)
        return;
    const auto at = state_.shown.function(handle.toStdString());
    if (!at) {
        setContext(nullptr);
        updateCommands();
        return;
    }
    const sod::Function& function = state_.shown.functions[*at];
    auto* card = new ContextCard(functionWords(state_.shown, *at));
    int number = 0;
    for (const auto& group : function.groups) {
        card->addSection(function.groups.size() == 1 ? tr("Given by any of these") : tr("Needed %1: any of these").arg(++number));
        for (const sod::PermissionRef& ref : group)
            card->addText(plain(sod::permissionText(ref)));
    }
    if (function.groups.empty())
        card->addText(tr("No permission gives it; it counts where a listing names its code %1.").arg(plain(function.code)), true);
    card->addSection(tr("Rules that name it"));
    for (const sod::Rule& rule : state_.shown.rules) {
        if (std::any_of(rule.legs.begin(), rule.legs.end(), [&](const auto& leg) { return std::find(leg.begin(), leg.end(), *at) != leg.end(); }))
            card->addFact(plain(rule.id), plain(rule.risk));
    }
    setContext(card);
    updateCommands();
}

void RulesPage::showVersion(const QString& handle)
{
    if (tabs_->currentIndex() != Versions)
        return;
    const RuleVersion* version = versionOf(handle);
    ContextCard* card = nullptr;
    if (version != nullptr) {
        card = new ContextCard(QStringLiteral("%1 %2").arg(plain(version->row.name), plain(version->row.version)));
        const TableCell standing = standingCell(*version);
        card->setMark(standing.mark, standing.text);
        card->addFact(tr("Loaded"), tr("%1 by %2").arg(when(version->row.loadedAt), nameOf(version->row.loadedBy)));
        card->addFact(tr("Digest"), QString::fromStdString(version->row.digest.hex()).left(16) + QStringLiteral("…"));
        if (version->verdict) {
            card->addSection(version->verdict->approved ? tr("Approved") : tr("Rejected"));
            card->addFact(tr("When"), when(version->verdict->decidedAt));
            card->addFact(tr("By"), nameOf(version->verdict->decidedBy));
            card->addFact(tr("Reason"), plain(version->verdict->note));
        } else {
            card->addSection(tr("Approval"));
            card->addText(tr("Somebody other than %1, who may accept conflicts, approves or rejects it.").arg(nameOf(version->row.loadedBy)), true);
        }
    }
    setContext(card);
    updateCommands();
}

} // namespace oxseal::ui
