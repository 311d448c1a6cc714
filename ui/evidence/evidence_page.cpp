// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/evidence_page.h"

#include "storage/actions/control_actions.h"
#include "ui/common/context_card.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/evidence/attach_dialog.h"
#include "ui/evidence/evidence_preview.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QSaveFile>

#include <algorithm>
#include <map>
#include <memory>

namespace oxseal::ui {
namespace {

QString fileSize(std::uint64_t bytes)
{
    if (bytes < 1024)
        return counted(static_cast<std::int64_t>(bytes), QObject::tr("byte"), QObject::tr("bytes"));
    const bool large = bytes >= 1024 * 1024;
    return QObject::tr(large ? "%1 MB" : "%1 KB").arg(static_cast<double>(bytes) / (large ? 1048576.0 : 1024.0), 0, 'f', 1);
}

QString droppedFile(const QMimeData* data)
{
    const auto urls = data->urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

} // namespace

EvidencePage::EvidencePage(Session& session)
    : Page(session)
    , table_(new TablePanel(tr("Evidence")))
{
    setTitle(tr("Evidence"));
    setAcceptDrops(true);
    table_->setNouns(tr("piece"), tr("pieces"));
    setBody(table_);
    connect(table_, &TablePanel::currentChanged, this, &EvidencePage::showCurrent);
    connect(table_, &TablePanel::activated, this, &EvidencePage::openPiece);
}

void EvidencePage::open(const QString& object)
{
    wanted_ = object;
    if (!wanted_.isEmpty())
        table_->select(wanted_);
}

void EvidencePage::reload()
{
    showLoading();
    if (!session().period()) {
        setCommands({});
        showEmpty(tr("Evidence belongs to a period. There is no period yet: add one under Settings."),
            {QStringLiteral("evidence.period"), tr("Add a period"), [this] { Q_EMIT navigate({QStringLiteral("settings"), {}}); }, {}, {}, true, {}},
            QStringLiteral("controls"));
        return;
    }
    using Answer = std::pair<std::vector<EvidenceListing>, std::vector<EvidenceSubject>>;
    session().read(
        this,
        [period = *session().period()](Workspace& workspace) -> Result<Answer> {
            Answer answer;
            OXSEAL_TRY(answer.first, evidenceListing(workspace.db(), period));
            OXSEAL_TRY(answer.second, evidenceSubjects(workspace.db(), period));
            return answer;
        },
        [this](Result<Answer> answer) {
            if (!answer)
                showError(answer.error());
            else
                take(std::move(answer->first), std::move(answer->second));
        });
}

void EvidencePage::take(std::vector<EvidenceListing> rows, std::vector<EvidenceSubject> subjects)
{
    subjects_ = std::move(subjects);
    const std::string entity = session().entity().toStdString();
    // Evidence of the group supports every entity.
    std::erase_if(rows, [&](const EvidenceListing& row) { return !entity.empty() && !row.entity.empty() && row.entity != entity; });
    rows_ = std::move(rows);
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("name"), tr("File"), ColumnKind::Text, 216},
        {QStringLiteral("subject"), tr("Supports"), ColumnKind::Text, 110},
        {QStringLiteral("fit"), tr("Period"), ColumnKind::Status, 128},
        {QStringLiteral("effective"), tr("Speaks of"), ColumnKind::Date, 92},
        {QStringLiteral("received"), tr("Received"), ColumnKind::Date, 92},
        {QStringLiteral("attested"), tr("Attested"), ColumnKind::Date, 92},
        {QStringLiteral("entity"), tr("Entity"), ColumnKind::Text, 72},
        {QStringLiteral("person"), tr("Attached by"), ColumnKind::Text, 130},
        {QStringLiteral("opened"), tr("Opened"), ColumnKind::Number, 72},
        {QStringLiteral("digest"), tr("SHA-256"), ColumnKind::Id, 150, false},
    });
    std::map<QString, int> fits;
    for (const EvidenceListing& row : rows_) {
        const EvidenceRow& piece = row.status.row;
        const auto [mark, word] = fitWord(row.status.fit);
        ++fits[word];
        const auto date = [](const std::optional<Day>& when) { return when ? TableCell(day(when), when->number) : TableCell(); };
        list->add(QString::number(piece.id),
            {plain(piece.name), subjectWords(piece.subject), {mark, word}, date(piece.dates.effective), date(piece.dates.received),
                date(piece.dates.attested), row.entity.empty() ? tr("Group") : plain(row.entity), plain(row.attachedBy), numberCell(row.opened),
                QString::fromStdString(piece.sha256.hex())});
    }
    const bool first = table_->currentHandle().isEmpty();
    table_->setData(std::move(list));
    std::vector<TablePanel::FilterChip> chips;
    for (const auto& [word, number] : fits)
        chips.push_back({QStringLiteral("%1 · %2").arg(word).arg(number), QStringLiteral("fit"), word});
    table_->setChips(chips);
    setSubtitle(tr("Kept as they came, encrypted, under their digest. Opening one is recorded with its reason."));
    showCommands();
    if (rows_.empty()) {
        setContext(nullptr);
        showEmpty(tr("Evidence shows that a control was performed or an answer is true. Each piece keeps three dates: the day it speaks of, when it was "
                     "received, and when somebody stood up for it."),
            {QStringLiteral("evidence.first"), tr("Attach evidence…"), [this] { attach({}); }, whyNotWrite(Permission::AttachEvidence), {}, true, {}},
            QStringLiteral("controls"));
        return;
    }
    if (!wanted_.isEmpty() ? !table_->select(wanted_) : first)
        table_->select(QString::number(rows_.front().status.row.id));
    wanted_.clear();
    showCurrent();
    showReady();
}

const EvidenceListing* EvidencePage::current() const
{
    const std::int64_t id = table_->currentHandle().toLongLong();
    const auto found = std::find_if(rows_.begin(), rows_.end(), [id](const EvidenceListing& row) { return row.status.row.id == id; });
    return found == rows_.end() ? nullptr : &*found;
}

void EvidencePage::showCommands()
{
    const QString whyNotOpen = current() == nullptr ? tr("Choose a piece first.") : QString();
    setCommands({
        {QStringLiteral("evidence.attach"), tr("Attach evidence…"), [this] { attach({}); }, whyNotWrite(Permission::AttachEvidence), QKeySequence(Qt::Key_E), false, {}},
        {QStringLiteral("evidence.save"), tr("Save a copy…"), [this] { saveCopy(); }, whyNotOpen, QKeySequence(Qt::CTRL | Qt::Key_S), false, {}},
        {QStringLiteral("evidence.open"), tr("Open"), [this] { openPiece(); }, whyNotOpen, QKeySequence(Qt::CTRL | Qt::Key_O), true, {}},
    });
}

void EvidencePage::showCurrent()
{
    showCommands();
    const EvidenceListing* row = current();
    if (row == nullptr) {
        setContext(nullptr);
        return;
    }
    readOpenings(row->status.row.id, row->status.row.object);
}

void EvidencePage::readOpenings(std::int64_t evidence, ObjectId object)
{
    session().read(
        this, [object](Workspace& workspace) { return evidenceOpenings(workspace.db(), object); },
        [this, evidence](const Result<std::vector<EvidenceOpening>>& openings) {
            const EvidenceListing* row = current();
            if (row != nullptr && row->status.row.id == evidence)
                showCard(*row, openings ? *openings : std::vector<EvidenceOpening>());
        });
}

void EvidencePage::showCard(const EvidenceListing& row, const std::vector<EvidenceOpening>& openings)
{
    const EvidenceRow& piece = row.status.row;
    auto* card = new ContextCard(plain(piece.name));
    const auto [mark, word] = fitWord(row.status.fit);
    card->setMark(mark, word);
    card->addFact(tr("Supports"), subjectWords(piece.subject), subjectLink(piece.subject));
    const auto subject = std::find_if(subjects_.begin(), subjects_.end(), [&](const EvidenceSubject& each) { return each.subject == piece.subject; });
    if (subject != subjects_.end())
        card->addFact({}, plain(subject->words));
    card->addFact(tr("Entity"), row.entity.empty() ? tr("the group") : plain(row.entity));
    card->addSection(tr("Three dates"));
    card->addFact(tr("Speaks of"), day(piece.dates.effective));
    card->addFact(tr("Received"), day(piece.dates.received));
    card->addFact(tr("Attested"), piece.dates.attested ? day(piece.dates.attested) : tr("nobody has"));
    card->addSection(tr("The bytes"));
    card->addFact(tr("Size"), fileSize(piece.size));
    card->addFact(tr("Attached"), tr("%1 by %2").arg(when(Instant::fromIso(piece.attachedAt).value_or(Instant{})), plain(row.attachedBy)));
    card->addText(tr("SHA-256"), true);
    auto* digest = label(QString::fromStdString(piece.sha256.hex()).insert(32, QLatin1Char('\n')), role::kMono, true);
    digest->setTextInteractionFlags(Qt::TextSelectableByMouse);
    card->addWidget(digest);
    card->addSection(tr("Opened by"));
    if (openings.empty())
        card->addText(tr("Nobody yet."), true);
    constexpr std::size_t kMostShown = 20;
    for (std::size_t i = 0; i < std::min(openings.size(), kMostShown); ++i)
        card->addFact(when(openings[i].time), plain(openings[i].person) + QLatin1Char('\n') + plain(openings[i].reason));
    if (openings.size() > kMostShown)
        card->addText(tr("and %1 earlier; the audit trail has them all.").arg(openings.size() - kMostShown), true);
    setContext(card);
}

void EvidencePage::attach(const QString& file)
{
    if (const QString why = whyNotWrite(Permission::AttachEvidence); !why.isEmpty() || !session().period()) {
        Q_EMIT said(why);
        return;
    }
    const AttachStart start{subjects_, {}, file, session().period()->period, session().entities(), session().today()};
    const auto answer = askToAttach(this, start);
    if (!answer)
        return;
    act(
        tr("Attaching %1").arg(plain(answer->input.name)),
        [period = *session().period(), answer = *answer](Workspace& workspace, const Progress&) {
            return attachEvidenceFile(workspace, period, answer.input, answer.file.toStdString(), answer.reason);
        },
        [this](const Result<EvidenceRow>& row) {
            wanted_ = QString::number(row->id);
            Q_EMIT said(tr("Attached; SHA-256 %1").arg(QString::fromStdString(row->sha256.hex())));
        });
}

void EvidencePage::withBytes(const QString& verb, std::function<void(const QString& name, const QByteArray& bytes)> then)
{
    const EvidenceListing* row = current();
    if (row == nullptr)
        return;
    const QString name = plain(row->status.row.name);
    const std::int64_t id = row->status.row.id;
    ActQuestion question;
    question.title = tr("%1: %2").arg(verb, name);
    question.verb = verb;
    question.binds = {tr("Reading evidence is an event: who, when and why stand in the audit trail.")};
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        tr("Opening %1").arg(name),
        [id, reason = answer->reason.toStdString()](Workspace& workspace, const Progress&) { return openEvidence(workspace, id, reason); },
        [name, then = std::move(then)](const Result<std::string>& bytes) {
            then(name, QByteArray(bytes->data(), static_cast<qsizetype>(bytes->size())));
        });
}

void EvidencePage::openPiece()
{
    withBytes(tr("Open"), [this](const QString& name, const QByteArray& bytes) {
        auto* preview = new EvidencePreview(name, bytes, this);
        preview->setAttribute(Qt::WA_DeleteOnClose);
        connect(preview, &EvidencePreview::saveCopy, this, [this, name, bytes] { saveBytes(name, bytes); });
        preview->open();
    });
}

void EvidencePage::saveCopy()
{
    withBytes(tr("Save a copy"), [this](const QString& name, const QByteArray& bytes) { saveBytes(name, bytes); });
}

void EvidencePage::saveBytes(const QString& name, const QByteArray& bytes)
{
    // A name from a record is no path.
    QString suggested = name;
    suggested.replace(QLatin1Char('/'), QLatin1Char('_')).replace(QLatin1Char('\\'), QLatin1Char('_'));
    const QString path = askFileToSave(this, tr("Save a copy"), suggested, tr("All files (*)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        showNotice(this, tr("The copy could not be saved"), tr("%1: %2. Choose another folder.").arg(path, file.errorString()));
    else
        Q_EMIT said(tr("Saved as %1. The copy is not encrypted.").arg(path));
}

void EvidencePage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void EvidencePage::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    attach(droppedFile(event->mimeData()));
}

} // namespace oxseal::ui
