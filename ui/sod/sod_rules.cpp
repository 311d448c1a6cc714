// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/form_dialog.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/sod/sod_page.h"

#include <QComboBox>
#include <QLineEdit>

#include <algorithm>

namespace oxseal::ui {
namespace {

QString setName(const std::string& name, const std::string& version) { return QStringLiteral("%1 %2").arg(plain(name), plain(version)); }

QString sizeOf(const sod::RuleSet& rules)
{
    return QObject::tr("%1 over %2").arg(counted(static_cast<std::int64_t>(rules.rules.size()), QObject::tr("rule"), QObject::tr("rules")),
        counted(static_cast<std::int64_t>(rules.functions.size()), QObject::tr("duty"), QObject::tr("duties")));
}

} // namespace

std::vector<Command> SodPage::ruleCommands()
{
    const QString whyNot = whyNotWrite(Permission::EditSodRules);
    Command file{QStringLiteral("sod.rules.file"), tr("Load rules from a file…"), [this] { loadFile(); }, whyNot, {}, false, {}};
    Command builtIn{QStringLiteral("sod.rules.builtin"), tr("Load the built-in rules…"), [this] { loadBuiltIn(); }, whyNot, {}, false, {}};
    const sod::RuleSet& rules = state_.builtIn.rules;
    const bool known = std::any_of(state_.versions.begin(), state_.versions.end(),
        [&](const RuleVersion& one) { return one.row.name == rules.name && one.row.version == rules.version; });
    if (builtIn.whyNot.isEmpty() && known)
        builtIn.whyNot = tr("%1 is loaded already, and a loaded version never changes.").arg(setName(rules.name, rules.version));
    Command edit{QStringLiteral("sod.rules.edit"), tr("Change, propose and approve rules"),
        [this] { Q_EMIT navigate({QStringLiteral("rules"), {}}); }, {}, {}, false, {}};
    return {edit, file, builtIn};
}

const RuleVersion* SodPage::versionInUse() const
{
    const auto found = std::find_if(state_.versions.begin(), state_.versions.end(), [](const RuleVersion& one) { return one.standing == RuleStanding::InUse; });
    return found == state_.versions.end() ? nullptr : &*found;
}

QString SodPage::replaced() const
{
    const RuleVersion* used = versionInUse();
    if (used == nullptr || !used->verdict)
        return tr("Checks use it from then on; a second person has to approve it (Rules of duties, Versions).");
    return tr("Checks go on using %1 until a second person has approved the new one (Rules of duties, Versions).").arg(setName(used->row.name, used->row.version));
}

void SodPage::loadBuiltIn()
{
    const sod::RuleSet& rules = state_.builtIn.rules;
    FormDialog dialog(this, tr("Load the built-in rules"), tr("Load the rules"));
    dialog.addWords(tr("Recorded is the whole set %1 with its digest and your name: %2, in force from %3.")
                        .arg(setName(rules.name, rules.version), sizeOf(rules), day(rules.effective)));
    dialog.addWords(replaced());
    dialog.addWords(plain(state_.builtIn.about), true);
    for (const std::string& source : state_.builtIn.sources)
        dialog.addWords(plain(source), true);
    std::vector<std::pair<std::string, QComboBox*>> systems;
    for (const auto& [product, name] : state_.builtIn.products) {
        auto* box = new QComboBox;
        box->setObjectName(QStringLiteral("system.") + plain(product));
        box->addItem(tr("None of them"), QString());
        for (const SnapshotInfo& info : state_.listings)
            box->addItem(plain(info.key.subject), QString::fromStdString(info.key.subject));
        dialog.form().addField(tr("Which of your systems is %1?").arg(plain(name)), box,
            tr("Its permissions are named there as that product names them."));
        systems.emplace_back(product, box);
    }
    dialog.askReason(tr("Adopted as the starter set"));
    if (!dialog.ask())
        return;
    RuleSource source;
    source.builtIn = true;
    for (const auto& [product, box] : systems) {
        if (const QString chosen = box->currentData().toString(); !chosen.isEmpty())
            source.systems[product] = chosen.toStdString();
    }
    auto adopted = readRuleSet(source);
    if (!adopted)
        complain(adopted.error());
    else
        load(*adopted, dialog.reason().toStdString());
}

void SodPage::loadFile()
{
    FormDialog dialog(this, tr("Load rules from a file"), tr("Read the file"));
    dialog.addWords(tr("A table of rules has the columns rule, left, right and severity; a second table says which permission gives which "
                       "duty (function, group, permission). A .json file has both, in the layout of the built-in set."));
    auto* file = new FileField(tr("Rules of duties"));
    auto* functions = new FileField(tr("Duties and permissions"));
    auto* name = new QLineEdit;
    auto* version = new QLineEdit;
    dialog.form().addField(tr("Rules"), file);
    dialog.form().addField(tr("Duties and permissions (not required)"), functions, tr("Without it the rules name permissions themselves."));
    dialog.form().addField(tr("Name of the set"), name, tr("A .json file says it itself."));
    dialog.form().addField(tr("Version"), version, tr("A loaded version never changes; a changed set is a new version."));
    const auto isJson = [file] { return file->path().endsWith(QStringLiteral(".json")); };
    dialog.setCheck([&]() -> QString {
        if (file->path().isEmpty())
            return tr("Choose the file of rules.");
        for (const FileField* field : {file, functions}) {
            if (const QString problem = field->problem(); !problem.isEmpty())
                return problem;
        }
        if (!isJson() && (name->text().trimmed().isEmpty() || version->text().trimmed().isEmpty()))
            return tr("Give the set a name and a version.");
        return {};
    });
    if (!dialog.ask())
        return;
    RuleSource source;
    source.file = file->path().toStdString();
    if (!isJson()) {
        source.functions = functions->path().toStdString();
        source.name = name->text().trimmed().toStdString();
        source.version = version->text().trimmed().toStdString();
    }
    session().beside(
        this, tr("Read the rules"), [source](const Progress&) { return readRuleSet(source); },
        [this](Result<sod::RuleSet> rules) {
            if (!rules) {
                complain(rules.error());
                return;
            }
            const auto answer = askToAct(this,
                {tr("Load %1").arg(setName(rules->name, rules->version)), tr("Load the rules"),
                    {tr("Recorded is the whole set with its digest and your name: %1.").arg(sizeOf(*rules)), replaced()}, tr("Adopted"), false, {}, true});
            if (answer)
                load(*rules, answer->reason.toStdString());
        });
}

void SodPage::load(const sod::RuleSet& rules, const std::string& reason)
{
    act(tr("Load the rules"), [rules, reason](Workspace& workspace, const Progress&) { return loadRuleSet(workspace, rules, reason); },
        [this, words = setName(rules.name, rules.version)](const Result<std::int64_t>&) {
            Q_EMIT said(tr("%1 is loaded; a second person approves it.").arg(words));
        });
}

} // namespace oxseal::ui
