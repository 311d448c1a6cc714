// SPDX-License-Identifier: GPL-3.0-or-later
// Changing the rules: each act goes into the draft, the draft becomes a version, a second person approves it.
#include "models/core/text.h"
#include "storage/reads/rule_csv.h"
#include "ui/common/field_row.h"
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/prose_field.h"
#include "ui/common/save_file.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/sod/rules_page.h"
#include "ui/sod/sod_words.h"

#include <QComboBox>
#include <QLineEdit>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr std::size_t kSides = 3;

/// Codes of one side, alternatives joined by "|"; the list offers each duty with its name.
QComboBox* sideBox(const sod::RuleSet& rules, const std::vector<std::string>& codes)
{
    auto* box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    for (std::uint32_t at = 0; at < rules.functions.size(); ++at)
        box->addItem(functionWords(rules, at), QString::fromStdString(rules.functions[at].code));
    box->setCurrentIndex(-1);
    box->setEditText(plain(join(codes, "|")));
    return box;
}

std::vector<std::string> codesOf(const QComboBox& box)
{
    const int at = box.findText(box.currentText());
    const std::string text = (at >= 0 ? box.itemData(at).toString() : box.currentText()).toStdString();
    const auto legs = sod::legsFromText(text);
    return legs.empty() ? std::vector<std::string>() : legs.front();
}

/// "" is no day; nullopt is none that can be read.
std::optional<std::optional<Day>> dayOf(const QLineEdit& edit)
{
    const std::string text = edit.text().trimmed().toStdString();
    if (text.empty())
        return std::optional<Day>();
    const auto day = Day::fromIso(text);
    return day ? std::optional<std::optional<Day>>(day) : std::nullopt;
}

QLineEdit* dayLine(const std::optional<Day>& value)
{
    auto* edit = new QLineEdit(day(value));
    edit->setPlaceholderText(QStringLiteral("2027-01-31"));
    return edit;
}

/// The first error of a change to the rules, in words; "" when it can be made.
QString problemOf(const Result<sod::RuleSet>& changed) { return changed ? QString() : errorLine(changed.error()); }

/// One permission a line, an empty line between groups that are all needed.
QString permissionLines(const sod::Function& function)
{
    QStringList lines;
    for (const auto& group : function.groups) {
        if (!lines.isEmpty())
            lines << QString();
        for (const sod::PermissionRef& ref : group)
            lines << QString::fromStdString(sod::permissionText(ref));
    }
    return lines.join(QLatin1Char('\n'));
}

/// nullopt: `bad` is the line that names no permission.
std::optional<std::vector<std::vector<sod::PermissionRef>>> groupsOf(const std::string& text, QString& bad)
{
    std::vector<std::vector<sod::PermissionRef>> groups;
    bool fresh = true;
    for (const auto& line : split(text, '\n')) {
        if (trimmed(line).empty()) {
            fresh = true;
            continue;
        }
        const auto ref = sod::permissionFromText(line);
        if (!ref) {
            bad = plain(line);
            return std::nullopt;
        }
        if (fresh)
            groups.emplace_back();
        fresh = false;
        groups.back().push_back(*ref);
    }
    return groups;
}

} // namespace

void RulesPage::keep(const Result<sod::RuleSet>& changed, const QString& what)
{
    if (!changed) {
        complain(changed.error());
        return;
    }
    std::optional<std::int64_t> base;
    bool takeOver = false;
    if (state_.draft) {
        base = state_.draft->row.base;
        if (state_.draft->row.changedBy != session().actor().person) {
            const auto answer = askToAct(this,
                {tr("Take the draft over"), tr("Take it over"),
                    {tr("%1 drafted it and changed it last on %2. You go on from what is written.").arg(nameOf(state_.draft->row.changedBy), when(state_.draft->row.changedAt))},
                    {}, false, {}, false});
            if (!answer)
                return;
            takeOver = true;
        }
    } else {
        for (const RuleVersion& version : state_.versions) {
            if (version.standing == RuleStanding::InUse)
                base = version.row.id;
        }
    }
    act(tr("Keep the draft"),
        [rules = *changed, base, takeOver, reason = what.toStdString()](Workspace& workspace, const Progress&) {
            return saveRuleDraft(workspace, rules, base, takeOver, reason);
        },
        [this, what](const Status&) { Q_EMIT said(tr("In the draft: %1.").arg(what)); });
}

void RulesPage::editRule(const std::string& id)
{
    const sod::RuleSet& rules = state_.shown;
    const auto found = std::find_if(rules.rules.begin(), rules.rules.end(), [&](const sod::Rule& one) { return one.id == id; });
    const sod::RuleText old = found == rules.rules.end() ? sod::RuleText() : sod::textOf(rules, *found);
    FormDialog dialog(this, id.empty() ? tr("Add a rule") : tr("Change %1").arg(plain(id)), tr("Keep in the draft"));
    dialog.addWords(tr("Checks go on using the version in use until the draft is proposed and a second person approves it."));
    auto* code = new QLineEdit(plain(old.id));
    std::vector<QComboBox*> sides;
    for (std::size_t side = 0; side < std::max(kSides, old.legs.size() + 1); ++side)
        sides.push_back(sideBox(rules, side < old.legs.size() ? old.legs[side] : std::vector<std::string>()));
    auto* severity = new ChoiceBox({{QStringLiteral("critical"), severityWord(Severity::Critical)}, {QStringLiteral("high"), severityWord(Severity::High)},
                                       {QStringLiteral("medium"), severityWord(Severity::Medium)}, {QStringLiteral("low"), severityWord(Severity::Low)}},
        QString::fromLatin1(name(old.severity)));
    auto* risk = new QLineEdit(plain(old.risk));
    auto* control = new QLineEdit(plain(old.control));
    auto* source = new QLineEdit(plain(old.source));
    auto* effective = dayLine(old.effective);
    auto* retired = dayLine(old.retired);
    dialog.form().addWidget(new FieldRow({{tr("Rule"), code}, {tr("Severity"), severity}}));
    dialog.form().addField(tr("Side 1"), sides[0], tr("A duty; several that count alike with | between them, e.g. BI|BA."));
    for (std::size_t side = 1; side < sides.size(); ++side)
        dialog.form().addField(side == 1 ? tr("Side 2 (empty: sensitive by itself)") : tr("Side %1 (not required)").arg(side + 1), sides[side]);
    dialog.form().addField(tr("Risk"), risk, tr("What one person could do with all sides."));
    dialog.form().addField(tr("Typical control (not required)"), control);
    dialog.form().addField(tr("Source (not required)"), source);
    dialog.form().addWidget(new FieldRow({{tr("In force from (not required)"), effective}, {tr("Ends on (not required)"), retired}}));
    retired->setToolTip(tr("The first day on which it no longer holds; the rule stays in the record."));
    const auto written = [&] {
        sod::RuleText rule;
        rule.id = code->text().trimmed().toStdString();
        for (const QComboBox* side : sides) {
            if (auto codes = codesOf(*side); !codes.empty())
                rule.legs.push_back(std::move(codes));
        }
        rule.severity = sod::severityFromText(severity->value().toStdString()).value_or(Severity::High);
        rule.risk = risk->text().trimmed().toStdString();
        rule.control = control->text().trimmed().toStdString();
        rule.source = source->text().trimmed().toStdString();
        rule.effective = dayOf(*effective).value_or(std::nullopt);
        rule.retired = dayOf(*retired).value_or(std::nullopt);
        return rule;
    };
    dialog.setCheck([&]() -> QString {
        if (!dayOf(*effective) || !dayOf(*retired))
            return tr("Write days as 2027-01-31.");
        if (risk->text().trimmed().isEmpty())
            return tr("Say what could go wrong.");
        return problemOf(sod::withRule(rules, written(), id));
    });
    if (dialog.ask())
        keep(sod::withRule(rules, written(), id), id.empty() ? tr("rule %1 added").arg(code->text().trimmed()) : tr("rule %1 changed").arg(plain(id)));
}

void RulesPage::editDuty(const std::string& code)
{
    const sod::RuleSet& rules = state_.shown;
    const auto at = rules.function(code);
    const sod::Function old = at ? rules.functions[*at] : sod::Function();
    FormDialog dialog(this, code.empty() ? tr("Add a duty") : tr("Change %1").arg(plain(code)), tr("Keep in the draft"));
    auto* key = new QLineEdit(plain(old.code));
    auto* title = new QLineEdit(plain(old.name));
    auto* permissions = new ProseField(permissionLines(old), 8);
    auto* offered = new QComboBox;
    offered->addItem(tr("Choose one…"), QString());
    if (state_.lint) {
        for (const std::string& name : state_.lint->unmappedPermissions)
            offered->addItem(plain(name), QString::fromStdString(name));
    }
    connect(offered, &QComboBox::activated, &dialog, [offered, permissions](int index) {
        if (const QString name = offered->itemData(index).toString(); !name.isEmpty())
            permissions->appendPlainText(name);
        offered->setCurrentIndex(0);
    });
    dialog.form().addField(tr("Code"), key, tr("Short, as in VM or JE; a listing may name it instead of a permission."));
    dialog.form().addField(tr("Name"), title);
    dialog.form().addField(tr("Permissions that give it"), permissions,
        tr("One a line as SYSTEM: PERMISSION (level), exactly as the listing spells it; without a level any that can act, without a system in every one. "
           "An empty line starts a second group: then one of each group is needed."));
    dialog.form().addField(tr("Held, and in no duty yet"), offered, tr("Permissions that people hold in this period and that no check sees."));
    const auto written = [&](QString& bad) -> std::optional<sod::Function> {
        auto groups = groupsOf(permissions->typed(), bad);
        if (!groups)
            return std::nullopt;
        return sod::Function{key->text().trimmed().toStdString(), title->text().trimmed().toStdString(), std::move(*groups)};
    };
    dialog.setCheck([&]() -> QString {
        QString bad;
        const auto function = written(bad);
        if (!function)
            return tr("\"%1\" names no permission that can act.").arg(bad);
        return problemOf(sod::withFunction(rules, *function, code));
    });
    if (!dialog.ask())
        return;
    QString bad;
    keep(sod::withFunction(rules, *written(bad), code), code.empty() ? tr("duty %1 added").arg(key->text().trimmed()) : tr("duty %1 changed").arg(plain(code)));
}

void RulesPage::removeRule()
{
    const std::string id = rules_->currentHandle().toStdString();
    const auto answer = askToAct(this,
        {tr("Take out %1").arg(plain(id)), tr("Take it out"),
            {tr("The draft no longer has the rule. To end it on a day and keep it in the record, change it and say on which day it ends.")}, {}, false, {}, false});
    if (answer)
        keep(sod::withoutRule(state_.shown, id), tr("rule %1 taken out").arg(plain(id)));
}

void RulesPage::removeDuty()
{
    const std::string code = duties_->currentHandle().toStdString();
    const auto changed = sod::withoutFunction(state_.shown, code);
    if (!changed) {
        complain(changed.error());
        return;
    }
    const auto answer = askToAct(this, {tr("Take out %1").arg(plain(code)), tr("Take it out"), {tr("The draft no longer has the duty; no rule names it.")}, {}, false, {}, false});
    if (answer)
        keep(changed, tr("duty %1 taken out").arg(plain(code)));
}

void RulesPage::propose()
{
    FormDialog dialog(this, tr("Propose the draft as a version"), tr("Propose"));
    const auto changes = static_cast<std::int64_t>(state_.diff.rules.size() + state_.diff.functions.size());
    dialog.addWords(tr("The draft becomes a version of its own with %1 against the one in use. Checks use it once a second person has approved it.")
                        .arg(counted(changes, tr("changed rule or duty"), tr("changed rules and duties"))));
    if (state_.effect) {
        dialog.addWords(tr("In the access of this period it finds %1 more and %2 fewer.")
                            .arg(counted(static_cast<std::int64_t>(state_.effect->gained.size()), tr("conflict"), tr("conflicts")),
                                counted(static_cast<std::int64_t>(state_.effect->lost.size()), tr("conflict"), tr("conflicts"))),
            true);
    }
    auto* version = new QLineEdit;
    QStringList taken;
    for (const RuleVersion& one : state_.versions) {
        if (one.row.name == state_.shown.name)
            taken << plain(one.row.version);
    }
    dialog.form().addField(tr("Version"), version, tr("Versions of %1 so far: %2.").arg(plain(state_.shown.name), taken.isEmpty() ? tr("none") : taken.join(QStringLiteral(", "))));
    dialog.askReason();
    dialog.setCheck([&]() -> QString {
        const QString wanted = version->text().trimmed();
        if (wanted.isEmpty())
            return tr("Give the version a number or a name.");
        return taken.contains(wanted) ? tr("There is such a version already.") : QString();
    });
    if (!dialog.ask())
        return;
    act(tr("Propose the rules"),
        [wanted = version->text().trimmed().toStdString(), reason = dialog.reason().toStdString()](Workspace& workspace, const Progress&) {
            return proposeRuleDraft(workspace, wanted, reason);
        },
        [this](const Result<std::int64_t>& id) {
            tabs_->setCurrentIndex(Versions);
            versions_->select(QString::number(*id));
            Q_EMIT said(tr("Proposed. A second person approves or rejects it under Versions."));
        });
}

void RulesPage::discard()
{
    const auto answer = askToAct(this,
        {tr("Discard the draft"), tr("Discard it"),
            {tr("The draft with %1 goes; the ledger keeps which rules and duties it touched.")
                    .arg(counted(static_cast<std::int64_t>(state_.diff.rules.size() + state_.diff.functions.size()), tr("change"), tr("changes")))},
            {}, false, {}, true});
    if (answer)
        act(tr("Discard the draft"), [reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return discardRuleDraft(workspace, reason); },
            [this](const Status&) { Q_EMIT said(tr("The draft is discarded.")); });
}

void RulesPage::judge(bool approve)
{
    const RuleVersion* version = versionOf(versions_->currentHandle());
    if (version == nullptr)
        return;
    const QString words = QStringLiteral("%1 %2").arg(plain(version->row.name), plain(version->row.version));
    std::vector<QString> binds{tr("Recorded are your name, %1 and its digest; the verdict is final.").arg(words)};
    if (approve)
        binds.push_back(tr("The next check uses it. Checks of before stay as they are."));
    if (const auto set = rulesOf(version->row); set && version->standing != RuleStanding::InUse && !state_.used.rules.empty()) {
        const sod::RuleSetDiff diff = sod::diff(state_.used, *set);
        const auto changes = [](const std::vector<sod::ItemChange>& items) {
            QStringList out;
            for (const sod::ItemChange& item : items)
                out << plain(item.id);
            return out.isEmpty() ? tr("none") : out.join(QStringLiteral(", "));
        };
        binds.push_back(tr("Rules that differ from those in use: %1.").arg(changes(diff.rules)));
        binds.push_back(tr("Duties that differ: %1.").arg(changes(diff.functions)));
    }
    const auto answer = askToAct(this, {approve ? tr("Approve %1").arg(words) : tr("Reject %1").arg(words), approve ? tr("Approve") : tr("Reject"), binds, {}, false, {}, true});
    if (!answer)
        return;
    act(approve ? tr("Approve the rules") : tr("Reject the rules"),
        [id = version->row.id, approve, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) {
            return judgeRuleSet(workspace, id, approve, reason);
        },
        [this, approve, words](const Status&) { Q_EMIT said(approve ? tr("%1 is approved and in use.").arg(words) : tr("%1 is rejected.").arg(words)); });
}

void RulesPage::exportVersion()
{
    const RuleVersion* version = versionOf(versions_->currentHandle());
    if (version == nullptr)
        return;
    const QString file = askFileToSave(this, tr("Save the rules"), QStringLiteral("%1 %2.json").arg(plain(version->row.name), plain(version->row.version)),
        tr("Rules with duties (*.json);;Table of rules (*.csv)"));
    if (file.isEmpty())
        return;
    savePrepared(
        this, file,
        [row = version->row, csv = file.endsWith(QStringLiteral(".csv"))]() -> Result<std::string> {
            if (!csv)
                return row.body + "\n";
            OXSEAL_TRY(const sod::RuleSet set, rulesOf(row));
            return ruleCsv(set).rules;
        },
        [this, file](const Status& saved) { tellSaved(file, saved); });
}

} // namespace oxseal::ui
