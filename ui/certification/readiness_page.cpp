// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/readiness_page.h"

#include "storage/actions/certification_actions.h"
#include "storage/documents/certification_documents.h"
#include "storage/texts/texts.h"
#include "ui/certification/readiness_dialogs.h"
#include "ui/common/save_file.h"
#include "ui/common/context_card.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/remedies.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

using namespace oxseal::certification;

Result<ReadinessData> readData(Workspace& workspace, const PeriodRow& period)
{
    ReadinessData data;
    OXSEAL_TRY(data.view, readiness(workspace, period));
    OXSEAL_TRY(data.changes, icfrChanges(workspace.db(), period));
    OXSEAL_TRY(data.report, reportStatus(workspace.db(), period));
    if (const Status may = maySignReadiness(workspace, period); !may)
        data.hindrance = may.error();
    return data;
}

/// The page that a finding is worked on, by the register it comes from.
QString pageOf(const Finding& finding)
{
    const QString code = QString::fromStdString(finding.code);
    const std::pair<const char*, const char*> registers[] = {{"import.", "import"}, {"ipe.", "import"}, {"access.scope_", "scope"}, {"access.role_", "scope"}, {"access.", "access"},
        {"sod.", "sod"}, {"recon.matter.schedule_", "schedules"}, {"recon.matter.journal", "journals"}, {"recon.matter.close_", "closed"}, {"recon.", "recon"}, {"deficiency.", "deficiencies"}, {"control", "controls"}, {"checklist", "controls"}, {"people.", "people"}};
    for (const auto& [prefix, page] : registers) {
        if (code.startsWith(QLatin1String(prefix)))
            return QLatin1String(page);
    }
    return {};
}

} // namespace

ReadinessPage::ReadinessPage(Session& session)
    : Page(session)
    , sheet_(new ReadinessSheet)
    , views_(new QTabBar)
{
    setTitle(tr("Readiness"));
    views_->setAccessibleName(tr("View of the record"));
    views_->setDrawBase(false);
    views_->addTab(tr("Whole record"));
    views_->addTab(tr("For the principal executive officer"));
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(views_, 0, Qt::AlignLeft);
    auto* holder = new QWidget;
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, kGap, 0);
    row->addWidget(sheet_, 1);
    row->addStretch(0);
    column->addWidget(scrolled(holder), 1);
    setBody(body);
    connect(views_, &QTabBar::currentChanged, this, [this](int index) { sheet_->setExecutiveView(index == 1); });
    connect(&sheet_->matters(), &TablePanel::currentChanged, this, &ReadinessPage::selectMatter);
    connect(&sheet_->matters(), &TablePanel::activated, this, [this] { decide(DispositionKind::Resolved); });
    connect(&sheet_->changes(), &TablePanel::currentChanged, this, &ReadinessPage::updateCommands);
    const auto& roles = session.actor().roles;
    if (roles.count(Role::Peo) != 0 && roles.count(Role::Pfo) == 0)
        views_->setCurrentIndex(1);
}

void ReadinessPage::open(const QString& object) { wanted_ = object; }

void ReadinessPage::reload()
{
    if (!session().period()) {
        setSubtitle({});
        setContext(nullptr);
        showEmpty(tr("The readiness record gathers, on one page, what officers must know before they certify a report. There is no "
                     "period yet."),
            {QStringLiteral("readiness.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}},
            QStringLiteral("readiness"));
        return;
    }
    showLoading();
    session().read(this, [period = *session().period()](Workspace& workspace) { return readData(workspace, period); },
        [this, period = *session().period()](Result<ReadinessData> values) {
            if (!values) {
                showError(values.error());
                return;
            }
            shown_ = period;
            take(std::move(*values));
        });
}

void ReadinessPage::take(ReadinessData values)
{
    data_ = std::move(values);
    const ReadinessFacts& facts = data_->view.facts;
    QString line = tr("%1 for %2 · due %3").arg(plain(facts.form), plain(facts.period), day(facts.due));
    if (facts.plannedFiling)
        line += QStringLiteral(" · ") + tr("planned filing %1").arg(day(facts.plannedFiling));
    setSubtitle(line);
    sheet_->take(*data_);
    showReady();
    if (!wanted_.isEmpty()) {
        sheet_->matters().select(wanted_);
        wanted_.clear();
    }
    selectMatter(sheet_->matters().currentHandle());
}

const OpenMatter* ReadinessPage::matter(const QString& handle) const
{
    if (!data_ || handle.isEmpty())
        return nullptr;
    const auto& open = data_->view.record.matters.open;
    const auto found = std::find_if(open.begin(), open.end(),
        [&](const OpenMatter& one) { return one.finding.fingerprint.hex() == handle.toStdString(); });
    return found == open.end() ? nullptr : &*found;
}

QString ReadinessPage::whyNotChange(Permission permission) const
{
    if (data_ && data_->report.filing)
        return tr("The report of this period is filed; nothing is decided or signed any more.");
    return whyNotWrite(permission);
}

QString ReadinessPage::whyNotSign() const
{
    if (const QString why = whyNotChange(Permission::SignReadiness); !why.isEmpty())
        return why;
    if (data_ && data_->hindrance && !data_->hindrance->is(kReadinessChanged))
        return errorLine(*data_->hindrance);
    return {};
}

void ReadinessPage::updateCommands()
{
    const QString whyNotDecide = whyNotChange(Permission::DisposeMatter);
    const bool any = matter(sheet_->matters().currentHandle()) != nullptr;
    const QString whyNotMatter = !whyNotDecide.isEmpty() ? whyNotDecide : any ? QString() : tr("Choose a matter in the table first.");
    const auto decision = [&](const char* id, const QString& title, DispositionKind kind, Qt::Key key) {
        return Command{QLatin1String(id), title, [this, kind] { decide(kind); }, whyNotMatter, QKeySequence(key)};
    };
    const Command resolved = decision("readiness.resolved", tr("Mark as resolved…"), DispositionKind::Resolved, Qt::Key_R);
    const Command disclosed = decision("readiness.disclosed", tr("Mark as disclosed…"), DispositionKind::Disclosed, Qt::Key_D);
    const Command immaterial = decision("readiness.not_material", tr("Mark as not material…"), DispositionKind::NotMaterial, Qt::Key_N);
    const Command procedure
        = decision("readiness.procedure", tr("Name an alternative procedure…"), DispositionKind::AlternativeProcedure, Qt::Key_A);
    Command decideNow = resolved;
    decideNow.id = QStringLiteral("readiness.decide");
    decideNow.title = tr("Decide…");
    decideNow.shortcut = {};
    const Command concludeNow{QStringLiteral("readiness.conclude"), tr("Conclude on disclosure controls…"), [this] { conclude(); },
        whyNotChange(Permission::ConcludeDcp)};
    const Command change{QStringLiteral("readiness.change"), tr("Record a change…"), [this] { recordChange(); }, whyNotDecide};
    const QString whyNotJudge = !whyNotDecide.isEmpty()          ? whyNotDecide
        : sheet_->changes().currentHandle().isEmpty() ? tr("Choose a change in the table first.")
                                                      : QString();
    const Command judge{QStringLiteral("readiness.judge"), tr("Judge…"), [this] { judgeChange(); }, whyNotJudge};
    const bool again = data_ && data_->hindrance && data_->hindrance->is(kReadinessChanged);
    const Command signNow{QStringLiteral("readiness.sign"), again ? tr("Sign the record again") : tr("Sign the record"), [this] { sign(); },
        whyNotSign(), QKeySequence(Qt::CTRL | Qt::Key_Return), true, QStringLiteral("sign")};
    sheet_->setSectionCommands(2, {decideNow});
    sheet_->setSectionCommands(3, {concludeNow});
    sheet_->setSectionCommands(4, data_ && !data_->changes.empty() ? std::vector<Command>{judge, change} : std::vector<Command>{change});
    setCommands({{QStringLiteral("readiness.pdf"), tr("Save as PDF"), [this] { savePdf(); }, {}, QKeySequence(Qt::CTRL | Qt::Key_P), false,
                     QStringLiteral("export")},
        signNow});
    setHiddenCommands({resolved, disclosed, immaterial, procedure, concludeNow, change, judge});
}

void ReadinessPage::selectMatter(const QString& handle)
{
    updateCommands();
    const OpenMatter* one = matter(handle);
    if (one == nullptr) {
        setContext(nullptr);
        return;
    }
    auto* card = new ContextCard(plain(texts::what(one->finding)));
    card->setMark(markOf(one->finding.severity), severityWord(one->finding.severity));
    card->addFact(tr("State"), one->undisposed() ? tr("Undisposed") : tr("Decided"));
    card->addFact(tr("About"), plain(one->finding.subject));
    if (const QString page = pageOf(one->finding); !page.isEmpty())
        card->addFact(tr("Worked on in"), tr("Open the register"), page);
    if (const QString way = plain(windowRemedy(one->finding.code, texts::remedy(one->finding))); !way.isEmpty()) {
        card->addSection(tr("What to do"));
        card->addText(way);
    }
    card->addSection(tr("Decision"));
    card->addText(plain(dispositionText(*one)));
    if (one->disposition) {
        const auto at = Instant::fromIso(one->disposition->at);
        card->addFact(tr("Decided"), at ? when(*at) : plain(one->disposition->at));
    }
    for (const Command& command : commands()) {
        if (command.id == QStringLiteral("readiness.resolved") || command.id == QStringLiteral("readiness.disclosed")
            || command.id == QStringLiteral("readiness.not_material") || command.id == QStringLiteral("readiness.procedure")) {
            Command button = command;
            if (command.id != QStringLiteral("readiness.procedure"))
                button.whyNot = command.whyNot;
            card->addCommand(button);
        }
    }
    setContext(card);
}

void ReadinessPage::decide(DispositionKind kind)
{
    const OpenMatter* one = matter(sheet_->matters().currentHandle());
    if (one == nullptr || !shown_ || !whyNotChange(Permission::DisposeMatter).isEmpty())
        return;
    // The record may be read anew while the question is open.
    const auto answer = askDisposition(this, OpenMatter(*one), kind);
    if (!answer)
        return;
    act(
        tr("Recording the decision"),
        [period = *shown_, input = answer->input, reason = answer->reason.toStdString()](
            Workspace& workspace, const Progress&) { return disposeMatter(workspace, period, input, reason); },
        [this](Status) { Q_EMIT said(tr("The decision is recorded.")); });
}

void ReadinessPage::conclude()
{
    if (!data_ || !shown_)
        return;
    const auto answer = askDcpConclusion(this, data_->view.facts, session().today());
    if (!answer)
        return;
    act(
        tr("Recording the conclusion"),
        [period = *shown_, conclusion = answer->conclusion, reason = answer->reason.toStdString()](
            Workspace& workspace, const Progress&) { return concludeDcp(workspace, period, conclusion, reason); },
        [this](Status) { Q_EMIT said(tr("The conclusion on disclosure controls and procedures is recorded.")); });
}

void ReadinessPage::recordChange()
{
    if (!shown_)
        return;
    const auto answer = askIcfrChange(this);
    if (!answer)
        return;
    act(
        tr("Recording the change"),
        [period = *shown_, change = *answer](Workspace& workspace, const Progress&) {
            return recordIcfrChange(
                workspace, period, change.what, change.likely, change.why, change.by, change.reason.toStdString());
        },
        [this](Result<std::int64_t>) { Q_EMIT said(tr("The change is recorded.")); });
}

void ReadinessPage::judgeChange()
{
    if (!data_ || !shown_)
        return;
    const std::int64_t id = sheet_->changes().currentHandle().toLongLong();
    const auto found = std::find_if(
        data_->changes.begin(), data_->changes.end(), [id](const IcfrChangeRow& row) { return row.id == id; });
    if (found == data_->changes.end())
        return;
    const IcfrChangeRow existing = *found;
    const auto answer = askIcfrChange(this, &existing);
    if (!answer || !answer->likely)
        return;
    act(
        tr("Recording the judgement"),
        [period = *shown_, id, change = *answer](Workspace& workspace, const Progress&) {
            return decideIcfrChange(
                workspace, period, id, *change.likely, change.why, change.by, change.reason.toStdString());
        },
        [this](Status) { Q_EMIT said(tr("The judgement is recorded.")); });
}

void ReadinessPage::sign()
{
    if (!data_ || !shown_ || !whyNotSign().isEmpty())
        return;
    const bool again = data_->hindrance && data_->hindrance->is(kReadinessChanged);
    const ReadinessFacts& facts = data_->view.facts;
    ActQuestion question;
    question.title = again ? tr("Sign the readiness record again") : tr("Sign the readiness record");
    question.verb = tr("Sign");
    question.binds = {tr("You sign the readiness record of %1 for %2 as it stands now.").arg(plain(facts.form), plain(facts.period)),
        plain(verdictLine(data_->view.record)),
        tr("It belongs to version %1 of the report. The signature is made with your own key; there is no delegation.")
            .arg(facts.reportVersion)};
    if (again)
        question.binds.push_back(tr("The record changed after it was signed: your earlier signatures of this period become void."));
    question.suggestedReason = tr("I have read the record and sign it");
    question.passphrase = true;
    question.details = tr("Content SHA-256 %1").arg(QString::fromStdString(data_->view.content.hex()));
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        tr("Signing the readiness record"),
        [period = *shown_, secret = answer->passphrase, reason = answer->reason.toStdString(), again](
            Workspace& workspace, const Progress&) { return signReadiness(workspace, period, *secret, reason, again); },
        [this](Result<SignedDocumentRow>) { Q_EMIT said(tr("The readiness record is signed.")); });
}

void ReadinessPage::savePdf()
{
    if (!data_)
        return;
    const QString name = QStringLiteral("readiness-%1.pdf").arg(plain(data_->view.facts.period));
    const QString file = askFileToSave(this, tr("Save the readiness record"), name, tr("PDF (*.pdf)"));
    if (file.isEmpty())
        return;
    const bool demo = session().environment().clock.source == ClockSource::Demo;
    savePrepared(
        this, file, [view = data_->view, now = session().environment().clock.now(), demo] { return readinessPdf(view, now, demo); },
        [this, file](const Status& saved) { tellSaved(file, saved); });
}

} // namespace oxseal::ui
