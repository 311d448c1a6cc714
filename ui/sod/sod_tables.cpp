// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"
#include "ui/common/chart_view.h"
#include "ui/common/charts.h"
#include "ui/common/context_card.h"
#include "ui/common/filter_box.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/sod/count_grid.h"
#include "ui/sod/path_view.h"
#include "ui/sod/sod_page.h"
#include "ui/sod/sod_words.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QTabBar>

#include <algorithm>
#include <map>

namespace oxseal::ui {
namespace {

constexpr Severity kSeverities[] = {Severity::Critical, Severity::High, Severity::Medium, Severity::Low};

QString handleOf(const SodConflictPicture& conflict) { return QString::fromStdString(conflict.status.row.fingerprint.hex()); }

QString importLink(SnapshotId id) { return QStringLiteral("import:%1").arg(id.value); }

TableCell severityCell(Severity severity) { return {markOf(severity), severityWord(severity)}; }

QString dutyKey(const std::string& function) { return QStringLiteral("duty.") + QString::fromStdString(function); }

QString dutyWords(const FunctionConflicts& one)
{
    if (one.function.empty())
        return QObject::tr("Access no longer found");
    return one.name.empty() || one.name == one.function ? plain(one.function) : QStringLiteral("%1 %2").arg(plain(one.function), plain(one.name));
}

bool hasDuty(const SodPicture& picture, const SodConflictPicture& conflict, const std::string& function)
{
    if (function.empty())
        return conflict.legs.empty();
    return std::any_of(conflict.legs.begin(), conflict.legs.end(),
        [&](const SodLeg& leg) { return picture.rules.functions[leg.function].code == function; });
}

QString legWords(const sod::RuleSet& rules, const std::vector<std::uint32_t>& leg)
{
    QStringList codes;
    for (const std::uint32_t function : leg)
        codes << plain(rules.functions[function].code);
    return codes.join(QObject::tr(" or "));
}

} // namespace

const SodConflictPicture* SodPage::conflictOf(const QString& fingerprint) const
{
    if (state_.picture == nullptr || fingerprint.size() < 8)
        return nullptr;
    const auto& all = state_.picture->conflicts;
    const auto found = std::find_if(all.begin(), all.end(), [&](const SodConflictPicture& one) { return handleOf(one).startsWith(fingerprint); });
    return found == all.end() ? nullptr : &*found;
}

void SodPage::fillConflicts()
{
    const SodPicture& picture = *state_.picture;
    std::vector<TableColumn> columns{
        {QStringLiteral("severity"), tr("Severity"), ColumnKind::Status, 96},
        {QStringLiteral("standing"), tr("Standing"), ColumnKind::Status, 168},
        {QStringLiteral("person"), tr("Person"), ColumnKind::Text, 136},
        {QStringLiteral("pair"), tr("Duties"), ColumnKind::Text, 80},
        {QStringLiteral("rule"), tr("Rule"), ColumnKind::Id, 56},
        {QStringLiteral("department"), tr("Department"), ColumnKind::Text, 130},
        {QStringLiteral("risk"), tr("Risk"), ColumnKind::Text, 240},
        {QStringLiteral("title"), tr("Job"), ColumnKind::Text, 150},
        {QStringLiteral("control"), tr("Control"), ColumnKind::Text, 110},
        {QStringLiteral("until"), tr("Until"), ColumnKind::Date, 96},
        {QStringLiteral("employee"), tr("Worker"), ColumnKind::Id, 90, false},
    };
    // One column per duty in conflict, hidden: for the filter and the exports.
    functions_ = conflictsByFunction(picture);
    std::vector<std::pair<QString, QString>> duties;
    for (const FunctionConflicts& one : functions_) {
        columns.push_back({dutyKey(one.function), dutyWords(one), ColumnKind::Text, 96, false});
        duties.emplace_back(QStringLiteral("%1 · %2").arg(dutyWords(one), count(one.open + one.answered)), dutyKey(one.function));
    }
    auto list = std::make_shared<ListData>(std::move(columns));
    std::map<std::pair<sod::Standing, QString>, std::int64_t> standings;
    for (const SodConflictPicture& conflict : picture.conflicts) {
        const ConflictStatus& status = conflict.status;
        ++standings[{status.standing, standingWord(status)}];
        const auto& decision = status.mitigation ? status.mitigation : status.acceptance;
        std::vector<TableCell> cells{severityCell(status.row.severity), {standingMark(status.standing), standingWord(status)}, plain(conflict.name),
            pairWords(picture.rules, conflict), plain(status.row.rule), departmentOf(conflict), plain(status.row.risk), plain(conflict.title),
            status.mitigation ? plain(status.mitigation->control) : QString(), decision ? TableCell(day(decision->until), decision->until.number) : TableCell(),
            plain(status.person())};
        for (const FunctionConflicts& one : functions_)
            cells.emplace_back(hasDuty(picture, conflict, one.function) ? tr("yes") : QString());
        list->add(handleOf(conflict), std::move(cells));
    }
    conflicts_->setData(std::move(list));
    std::vector<TablePanel::FilterChip> chips;
    for (const auto& [standing, n] : standings)
        chips.push_back({QStringLiteral("%1 · %2").arg(standing.second, count(n)), QStringLiteral("standing"), standing.second});
    conflicts_->setChips(chips);
    duty_->setChoices(duties);
    if (conflicts_->currentHandle().isEmpty() && !picture.conflicts.empty())
        conflicts_->select(handleOf(picture.conflicts.front()));
}

void SodPage::fillMatrix()
{
    if (state_.picture == nullptr)
        return;
    const SodPicture& picture = *state_.picture;
    std::vector<sod::MatrixEntry> entries;
    for (const SodConflictPicture& conflict : picture.conflicts) {
        sod::MatrixEntry entry{conflict.status.row.subject, {}, conflict.status.row.severity};
        for (const SodLeg& leg : conflict.legs)
            entry.functions.push_back(leg.function);
        if (!entry.functions.empty())
            entries.push_back(std::move(entry));
    }
    duties_ = sod::matrixOf(picture.rules, entries, !allDuties_->isChecked());
    CountGrid::Counts counts;
    for (const std::uint32_t function : duties_.functions) {
        const QString words = functionWords(picture.rules, function);
        counts.rows.push_back({words, {}});
        counts.columns.push_back({plain(picture.rules.functions[function].code), words});
    }
    for (std::size_t row = 0; row < counts.rows.size(); ++row) {
        for (std::size_t column = 0; column < counts.columns.size(); ++column) {
            CountGrid::Cell cell;
            if (const sod::MatrixCell* found = row >= column ? duties_.cell(row, column) : nullptr) {
                cell.used = true;
                cell.count = found->people;
                cell.mark = markOf(found->severity);
                const QString pair = row == column ? counts.rows[row].text : tr("%1 × %2").arg(counts.rows[row].text, counts.rows[column].text);
                cell.words = found->people == 0 ? tr("%1: nobody").arg(pair)
                                                : tr("%1: %2, %3").arg(pair, counted(found->people, tr("person"), tr("people")), severityWord(found->severity).toLower());
            }
            counts.cells.push_back(std::move(cell));
        }
    }
    matrix_->setCounts(std::move(counts));
}

void SodPage::fillDepartments()
{
    std::map<QString, std::map<Severity, std::int64_t>> found;
    for (const SodConflictPicture& conflict : state_.picture->conflicts)
        ++found[departmentOf(conflict)][conflict.status.row.severity];
    CountGrid::Counts counts;
    for (const Severity severity : kSeverities)
        counts.columns.push_back({severityWord(severity), {}});
    departmentNames_.clear();
    for (auto& [department, bySeverity] : found) {
        departmentNames_.push_back(department);
        counts.rows.push_back({department, {}});
        for (const Severity severity : kSeverities) {
            const std::int64_t n = bySeverity[severity];
            counts.cells.push_back({true, n, markOf(severity),
                tr("%1: %2, %3").arg(department, counted(n, tr("conflict"), tr("conflicts")), severityWord(severity).toLower())});
        }
    }
    departments_->setCounts(std::move(counts));
}

void SodPage::fillCharts()
{
    functionChart_->setChart(makeConflictsByFunctionChart(functions_), tr("The last check found no conflict."));
    const bool group = session().entity().isEmpty();
    trendChart_->setChart(makeConflictTrendChart(group ? state_.trend : std::vector<ConflictCount>()),
        group ? tr("Conflicts of the periods checked appear here.") : tr("The trend is counted for the group: choose the group in the top bar to see it."));
}

void SodPage::showFunction(int category)
{
    const auto at = static_cast<std::size_t>(std::max(category, 0));
    TableFilter filter;
    // The last bar may stand for several duties: then all conflicts are shown, and the duty is chosen there.
    if (at < functions_.size() && at < kMostFunctions)
        filter.columns[dutyKey(functions_[at].function)] = tr("yes");
    conflicts_->setFilter(filter);
    tabs_->setCurrentIndex(Conflicts);
}

void SodPage::showPeriod(int category)
{
    const auto at = static_cast<std::size_t>(std::max(category, 0));
    if (at >= state_.trend.size())
        return;
    tabs_->setCurrentIndex(Conflicts);
    session().choosePeriod(plain(state_.trend[at].period));
}

void SodPage::fillRules()
{
    const SodPicture& picture = *state_.picture;
    std::map<std::string, std::int64_t> conflicts;
    for (const SodConflictPicture& conflict : picture.conflicts)
        ++conflicts[conflict.status.row.rule];
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("rule"), tr("Rule"), ColumnKind::Id, 64},
        {QStringLiteral("severity"), tr("Severity"), ColumnKind::Status, 96},
        {QStringLiteral("duties"), tr("Duties"), ColumnKind::Text, 120},
        {QStringLiteral("conflicts"), tr("Conflicts"), ColumnKind::Number, 80},
        {QStringLiteral("risk"), tr("Risk"), ColumnKind::Text, 240},
        {QStringLiteral("control"), tr("Typical control"), ColumnKind::Text, 240},
        {QStringLiteral("effective"), tr("Effective"), ColumnKind::Date, 96},
        {QStringLiteral("source"), tr("Source"), ColumnKind::Text, 200},
    });
    for (const sod::Rule& rule : picture.rules.rules) {
        QStringList legs;
        for (const auto& leg : rule.legs)
            legs << legWords(picture.rules, leg);
        list->add(QString::fromStdString(rule.id),
            {plain(rule.id), severityCell(rule.severity), legs.join(QStringLiteral(" × ")), numberCell(conflicts[rule.id]), plain(rule.risk), plain(rule.control),
                rule.effective ? TableCell(day(rule.effective), rule.effective->number) : TableCell(), plain(rule.source)});
    }
    rules_->setData(std::move(list));
}

void SodPage::fillCoverage()
{
    const sod::LintReport& lint = state_.picture->lint;
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("kind"), tr("Gap"), ColumnKind::Status, 200},
        {QStringLiteral("what"), tr("What"), ColumnKind::Text, 240},
        {QStringLiteral("meaning"), tr("What it means"), ColumnKind::Text, 400},
    });
    int serial = 0;
    const auto add = [&](Mark mark, const QString& kind, const std::vector<std::string>& names, const QString& meaning) {
        for (const std::string& name : names)
            list->add(QString::number(++serial), {{mark, kind}, name.ends_with(": ") ? plain(name) + tr("(no permission named)") : plain(name), meaning});
    };
    const auto rolesOf = [&](const sod::RoleConflict& one) {
        const sod::GraphRole& first = state_.picture->held.graph.roles[one.first];
        const sod::GraphRole& second = state_.picture->held.graph.roles[one.second];
        const std::string words = first.system + ": " + first.name;
        return one.first == one.second ? words : words + " + " + (second.system == first.system ? "" : second.system + ": ") + second.name;
    };
    for (const sod::RoleConflict& one : state_.picture->roles.found) {
        const sod::Rule& rule = state_.picture->rules.rules[one.rule];
        const bool within = one.first == one.second;
        add(Mark::High, within ? tr("Conflict within a role") : tr("Conflict of two roles"), {rolesOf(one)},
            tr("%1 (%2), held by %3: mend what the roles can do, or who is given both, once for everybody.").arg(plain(rule.id), plain(rule.risk), counted(one.holders, tr("person"), tr("persons"))));
    }
    if (!state_.picture->roles.everyPair)
        add(Mark::Medium, tr("Not looked at"), {tr("Pairs of roles").toStdString()}, tr("More pairs of roles are held together than are looked at; roles by themselves were."));
    add(Mark::High, tr("Carries every duty"), lint.wideReferences, tr("Whoever holds this is in every conflict of its system."));
    add(Mark::Medium, tr("In no duty"), lint.unmappedPermissions, tr("People hold this and can act with it, but no duty names it: the check does not see it."));
    add(Mark::Low, tr("Rule without effect"), lint.deadRules, tr("Nothing in the listings meets one side of this rule."));
    add(Mark::Neutral, tr("Named, not found"), lint.unusedReferences, tr("A duty names this, and no listing holds it."));
    coverage_->setData(std::move(list));
    const auto& inRoles = state_.picture->roles.found;
    const auto within = std::count_if(inRoles.begin(), inRoles.end(), [](const sod::RoleConflict& one) { return one.first == one.second; });
    coverage_->setChips({{tr("Within a role · %1").arg(within), QStringLiteral("kind"), tr("Conflict within a role")},
        {tr("Of two roles · %1").arg(std::ssize(inRoles) - within), QStringLiteral("kind"), tr("Conflict of two roles")},
        {tr("In no duty · %1").arg(lint.unmappedPermissions.size()), QStringLiteral("kind"), tr("In no duty")},
        {tr("Rule without effect · %1").arg(lint.deadRules.size()), QStringLiteral("kind"), tr("Rule without effect")}});
}

void SodPage::selectConflict(const QString& handle)
{
    if (!wanted_.isEmpty() || tabs_->currentIndex() != Conflicts)
        return;
    const SodConflictPicture* conflict = conflictOf(handle);
    ContextCard* card = nullptr;
    if (conflict != nullptr) {
        card = conflictCard(*state_.picture, *conflict, state_.people);
        card->addCommand({QStringLiteral("sod.way"), tr("Show the way to it"), [this, handle] { Q_EMIT navigate({QStringLiteral("sod"), handle}); }, {}, {}, false, {}});
    }
    setContext(card);
    updateCommands();
}

void SodPage::showPeople(int row, int column)
{
    const SodPicture& picture = *state_.picture;
    const std::uint32_t first = duties_.functions[static_cast<std::size_t>(row)];
    const std::uint32_t second = duties_.functions[static_cast<std::size_t>(column)];
    auto* card = new ContextCard(row == column ? functionWords(picture.rules, first)
                                               : tr("%1 × %2").arg(functionWords(picture.rules, second), functionWords(picture.rules, first)));
    const CountGrid::Cell& cell = matrix_->cellAt(row, column);
    card->setMark(cell.mark, counted(cell.count, tr("person"), tr("people")));
    for (const SodConflictPicture& conflict : picture.conflicts) {
        const auto holds = [&](std::uint32_t function) {
            return std::any_of(conflict.legs.begin(), conflict.legs.end(), [function](const SodLeg& leg) { return leg.function == function; });
        };
        if (row == column ? conflict.legs.size() == 1 && holds(first) : holds(first) && holds(second))
            card->addFact(plain(conflict.name), tr("%1 · %2").arg(plain(conflict.status.row.rule), standingWord(conflict.status)), QStringLiteral("sod:") + handleOf(conflict));
    }
    setContext(card);
}

void SodPage::showDepartment(int row, int column)
{
    TableFilter filter;
    filter.columns[QStringLiteral("department")] = departmentNames_[static_cast<std::size_t>(row)];
    filter.columns[QStringLiteral("severity")] = severityWord(kSeverities[column]);
    conflicts_->setFilter(filter);
    tabs_->setCurrentIndex(Conflicts);
}

void SodPage::showRuleSets()
{
    const SodPicture& picture = *state_.picture;
    auto* card = new ContextCard(tr("Rule sets"));
    card->addText(tr("A rule set is loaded as a whole and never changed; a new version stands beside the old one and is used once a second person has approved it."), true);
    for (auto version = state_.versions.rbegin(); version != state_.versions.rend(); ++version) {
        const RuleSetRow* row = &version->row;
        card->addSection(QStringLiteral("%1 %2").arg(plain(row->name), plain(row->version)));
        if (row->id == picture.ruleSet.id)
            card->addText(tr("Used by the last check of this period."));
        card->addFact(tr("Standing"), plain(texts::sentence((std::string("sod.standing.") + name(version->standing)).c_str())));
        const auto by = std::find_if(state_.people.begin(), state_.people.end(), [&](const Person& one) { return one.id == row->loadedBy; });
        card->addFact(tr("Loaded"), by == state_.people.end() ? when(row->loadedAt) : tr("%1 by %2").arg(when(row->loadedAt), plain(by->name)));
        card->addFact(tr("Digest"), QString::fromStdString(row->digest.hex()).left(16) + QStringLiteral("…"));
    }
    card->addFact(tr("Rules"), tr("%1 over %2").arg(count(static_cast<std::int64_t>(picture.rules.rules.size())),
        counted(static_cast<std::int64_t>(picture.rules.functions.size()), tr("duty"), tr("duties"))));
    for (const Command& command : ruleCommands())
        card->addCommand(command);
    setContext(card);
}

void SodPage::showSources()
{
    const SodPicture& picture = *state_.picture;
    auto* card = new ContextCard(tr("What was checked"));
    card->addFact(tr("People"), count(picture.run.persons));
    card->addFact(tr("Grants"), count(picture.run.grants));
    card->addFact(tr("Nobody's accounts"), count(picture.run.accountsWithoutPerson));
    card->addFact(tr("Permissions"), tr("%1 of %2 named by a duty (%3 %)")
                                         .arg(count(static_cast<std::int64_t>(picture.lint.permissionsMapped)), count(static_cast<std::int64_t>(picture.lint.permissionsHeld)))
                                         .arg(picture.lint.coveragePercent()));
    card->addSection(tr("Listings used"));
    for (const SnapshotInfo& info : picture.listings)
        card->addFact(plain(info.key.subject), tr("as of %1, %2").arg(day(info.asOf), counted(static_cast<std::int64_t>(info.rows), tr("line"), tr("lines"))), importLink(info.id));
    if (picture.roster)
        card->addFact(tr("HR roster"), tr("as of %1").arg(day(picture.roster->asOf)), importLink(picture.roster->id));
    if (!picture.newer.empty())
        card->addSection(tr("Imported later, not in this check"));
    for (const SnapshotInfo& info : picture.newer)
        card->addFact(plain(info.key.subject), tr("as of %1").arg(day(info.asOf)), importLink(info.id));
    setContext(card);
}

void SodPage::showConflict()
{
    const SodPicture& picture = *state_.picture;
    const SodConflictPicture& conflict = *conflictOf(wanted_);
    setTitle(QStringLiteral("%1 · %2").arg(plain(conflict.name), plain(conflict.status.row.rule)), {{tr("Segregation of duties"), QStringLiteral("sod")}});
    setSubtitle(plain(conflict.status.row.risk));
    path_->setConflict(picture, conflict);
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("duty"), tr("Duty"), ColumnKind::Text, 170},
        {QStringLiteral("system"), tr("System"), ColumnKind::Text, 80},
        {QStringLiteral("account"), tr("Account"), ColumnKind::Id, 100},
        {QStringLiteral("role"), tr("Role"), ColumnKind::Text, 150},
        {QStringLiteral("permission"), tr("Permission"), ColumnKind::Text, 180},
        {QStringLiteral("level"), tr("Level"), ColumnKind::Text, 80},
    });
    int serial = 0;
    for (const SodLeg& leg : conflict.legs) {
        for (const SodStep& step : leg.steps)
            list->add(QString::number(++serial),
                {functionWords(picture.rules, leg.function), plain(step.system), plain(step.account), plain(step.role), plain(step.permission), QString(QLatin1String(access::name(step.level)))});
    }
    ways_->setData(std::move(list));
    setContext(conflictCard(picture, conflict, state_.people));
}

} // namespace oxseal::ui
