// SPDX-License-Identifier: GPL-3.0-or-later
// The way out of a conflict, and what a request would bring before it is granted.
#include "storage/documents/request_document.h"
#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/sod/sod_page.h"
#include "ui/sod/sod_words.h"

#include <QComboBox>
#include <QStackedWidget>

#include <set>

namespace oxseal::ui {
namespace {

constexpr QChar kSeparator = QLatin1Char(';');

QString accessWords(const SodAccess& access) { return QString::fromStdString(access.system + ":" + access.name); }

/// What a role of the graph is asked for by: its name, or that of the permission it is.
SodAccess accessOf(const sod::AccessGraph& graph, const sod::GraphRole& role)
{
    const bool direct = role.name.empty() && !role.permissions.empty();
    return {role.system, direct ? graph.permissions[role.permissions[0].permission].name : role.name};
}

/// Everything that can be asked for; with a subject, what he holds.
QStringList known(const sod::AccessGraph& graph, const std::optional<std::string>& subject)
{
    std::set<QString> names;
    if (!subject) {
        for (const sod::GraphRole& role : graph.roles)
            names.insert(accessWords(accessOf(graph, role)));
    } else {
        for (const sod::GraphGrant& grant : graph.grants) {
            const std::uint32_t person = graph.accounts[grant.account].person;
            if (person != sod::kNoPerson && graph.persons[person] == *subject)
                names.insert(accessWords(accessOf(graph, graph.roles[grant.role])));
        }
    }
    return {names.begin(), names.end()};
}

/// nullopt when one of them is not written as SYSTEM:ROLE.
std::optional<std::vector<SodAccess>> accesses(const QString& text)
{
    std::vector<SodAccess> out;
    for (const QString& part : text.split(kSeparator, Qt::SkipEmptyParts)) {
        if (part.trimmed().isEmpty())
            continue;
        const auto access = accessFromText(part.toStdString());
        if (!access)
            return {};
        out.push_back(*access);
    }
    return out;
}

QComboBox* choice(const QStringList& items)
{
    auto* box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems(items);
    box->setCurrentIndex(-1);
    box->clearEditText();
    return box;
}

/// Workers by number and name, then accounts that belong to nobody.
QComboBox* subjects(const SodPicture& picture)
{
    QComboBox* box = choice({});
    for (const access::Worker& worker : picture.workers.workers())
        box->addItem(QStringLiteral("%1 · %2").arg(plain(worker.employeeId), plain(worker.name)), QString::fromStdString("person:" + worker.employeeId));
    for (const std::string& subject : picture.held.graph.persons) {
        if (subject.starts_with("account:"))
            box->addItem(plain(subject), QString::fromStdString(subject));
    }
    box->setCurrentIndex(-1);
    return box;
}

std::string subjectOf(const QComboBox& box)
{
    const int at = box.findText(box.currentText());
    return (at >= 0 ? box.itemData(at).toString() : box.currentText()).trimmed().toStdString();
}

} // namespace

void SodPage::fillFixes()
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("person"), tr("Person"), ColumnKind::Text, 150},
        {QStringLiteral("rules"), tr("Clears"), ColumnKind::Text, 130},
        {QStringLiteral("access"), tr("Take away"), ColumnKind::Text, 170},
        {QStringLiteral("system"), tr("System"), ColumnKind::Text, 80},
        {QStringLiteral("account"), tr("Account"), ColumnKind::Id, 100},
        {QStringLiteral("permissions"), tr("Permissions lost"), ColumnKind::Number, 120},
        {QStringLiteral("proof"), tr("Fewer would do"), ColumnKind::Text, 200},
    });
    int serial = 0;
    for (const SodFix& fix : state_.fixes) {
        QStringList rules;
        for (const std::string& rule : fix.rules)
            rules << plain(rule);
        const QString proof = fix.proven ? tr("No, that is proven") : tr("Perhaps; at least %1 are needed").arg(fix.atLeast);
        for (const SodTaking& taking : fix.takings) {
            list->add(QString::number(serial++),
                {plain(fix.name), rules.join(QStringLiteral(", ")), plain(taking.access.name), plain(taking.access.system), plain(taking.account),
                    numberCell(static_cast<std::int64_t>(taking.permissions)), proof});
        }
    }
    fixes_->setData(std::move(list));
}

Command SodPage::requestCommand()
{
    return {QStringLiteral("sod.request"), tr("Check a request…"), [this] { askRequest(); },
        state_.picture == nullptr ? tr("Run the check first: requests are judged on it.") : QString(), QKeySequence(Qt::Key_Q), false, {}};
}

std::optional<SodRequest> SodPage::requestAsked()
{
    const SodPicture& picture = *state_.picture;
    FormDialog dialog(this, tr("Check a request for access"), tr("Check"));
    dialog.addWords(tr("Nothing is recorded: the answer says which conflicts would arise and which would end."));
    QComboBox* person = subjects(picture);
    QComboBox* add = choice(known(picture.held.graph, {}));
    QComboBox* remove = choice({});
    const auto showHeld = [&] {
        const QString typed = remove->currentText();
        remove->clear();
        remove->addItems(known(picture.held.graph, subjectOf(*person)));
        remove->setCurrentIndex(-1);
        remove->setEditText(typed);
    };
    connect(person, &QComboBox::currentTextChanged, &dialog, showHeld);
    dialog.form().addField(tr("Person"), person, tr("Employee number or name from the roster."));
    dialog.form().addField(tr("To add"), add, tr("Role or permission as in the listing, SYSTEM:ROLE; several with ; between them."));
    dialog.form().addField(tr("To take away"), remove, tr("Of what the person holds."));
    if (const int at = fixes_->currentHandle().toInt(); tabs_->currentIndex() == TakeAway && !fixes_->currentHandle().isEmpty() && wanted_.isEmpty()) {
        int serial = 0;
        for (const SodFix& fix : state_.fixes) {
            const int first = serial;
            serial += static_cast<int>(fix.takings.size());
            if (at < first || at >= serial)
                continue;
            person->setCurrentIndex(person->findData(QString::fromStdString(fix.subject)));
            QStringList all;
            for (const SodTaking& taking : fix.takings)
                all << accessWords(taking.access);
            remove->setEditText(all.join(QStringLiteral("; ")));
        }
    }
    dialog.setCheck([&]() -> QString {
        if (subjectOf(*person).empty())
            return tr("Choose the person.");
        const auto added = accesses(add->currentText());
        const auto removed = accesses(remove->currentText());
        if (!added || !removed)
            return tr("Write each as SYSTEM:ROLE.");
        return added->empty() && removed->empty() ? tr("Name something to add or to take away.") : QString();
    });
    if (!dialog.ask())
        return {};
    return SodRequest{subjectOf(*person), *accesses(add->currentText()), *accesses(remove->currentText())};
}

void SodPage::askRequest()
{
    if (state_.picture == nullptr)
        return;
    const std::optional<SodRequest> request = requestAsked();
    if (!request)
        return;
    session().read(
        this, [picture = state_.picture, request = *request](Workspace&) { return sodWhatIf(*picture, request); },
        [this](Result<SodWhatIf> answer) {
            if (!answer) {
                complain(answer.error());
                return;
            }
            answer_ = std::move(*answer);
            Q_EMIT navigate({QStringLiteral("sod"), kAnswer});
        });
}

void SodPage::showAnswer()
{
    const SodPicture& picture = *state_.picture;
    setTitle(tr("Request · %1").arg(plain(answer_->name)), {{tr("Segregation of duties"), QStringLiteral("sod")}});
    setSubtitle(plain(verdictLine(*answer_)));
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("effect"), tr("Effect"), ColumnKind::Status, 130},
        {QStringLiteral("rule"), tr("Rule"), ColumnKind::Id, 64},
        {QStringLiteral("severity"), tr("Severity"), ColumnKind::Status, 96},
        {QStringLiteral("risk"), tr("Risk"), ColumnKind::Text, 220},
        {QStringLiteral("first"), tr("First side"), ColumnKind::Text, 260},
        {QStringLiteral("others"), tr("Other sides"), ColumnKind::Text, 260},
    });
    int serial = 0;
    const auto add = [&](const std::vector<SodOutcome>& outcomes, Mark mark, const QString& effect) {
        for (const SodOutcome& outcome : outcomes) {
            const sod::Rule& rule = picture.rules.rules[outcome.rule];
            QStringList others;
            for (std::size_t leg = 1; leg < outcome.paths.size(); ++leg)
                others << plain(outcome.paths[leg]);
            list->add(QString::number(++serial), {{mark, effect}, plain(rule.id), {markOf(rule.severity), severityWord(rule.severity)}, plain(rule.risk),
                                                     plain(outcome.paths.empty() ? std::string() : outcome.paths.front()), others.join(QStringLiteral(" + "))});
        }
    };
    add(answer_->gained, Mark::High, tr("Would arise"));
    add(answer_->cleared, Mark::Good, tr("Would end"));
    add(answer_->kept, Mark::Neutral, tr("Would stay"));
    effects_->setData(std::move(list));
    auto* card = new ContextCard(plain(answer_->name));
    if (const access::Worker* worker = workerOf(picture.workers, answer_->request.subject)) {
        card->addFact(tr("Employee"), plain(worker->employeeId));
        card->addFact(tr("Job"), plain(worker->title));
        card->addFact(tr("Department"), plain(worker->department));
    }
    const auto section = [card](const QString& title, const std::vector<SodAccess>& all) {
        if (all.empty())
            return;
        card->addSection(title);
        for (const SodAccess& access : all)
            card->addText(plain(access.system + ": " + access.name));
    };
    section(tr("To add"), answer_->request.add);
    section(tr("To take away"), answer_->request.remove);
    section(tr("In no listing, judged as able to change records"), answer_->unlisted);
    card->addSection(tr("What the answer rests on"));
    card->addText(tr("The check of %1 with %2 %3.").arg(day(picture.run.ranAt.day()), plain(picture.ruleSet.name), plain(picture.ruleSet.version)), true);
    setContext(card);
    views_->setCurrentWidget(effects_);
}

void SodPage::saveAnswer()
{
    const QString file = askFileToSave(this, tr("Save the answer"), tr("Request %1.pdf").arg(plain(answer_->name)), tr("PDF (*.pdf)"));
    if (file.isEmpty())
        return;
    const bool demo = session().environment().clock.source == ClockSource::Demo;
    savePrepared(
        this, file,
        [picture = state_.picture, answer = *answer_, company = state_.company, now = session().environment().clock.now(), demo] {
            return requestPdf(*picture, answer, company, now, demo);
        },
        [this, file](const Status& saved) { tellSaved(file, saved); });
}

} // namespace oxseal::ui
