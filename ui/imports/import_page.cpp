// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/import_page.h"

#include "ui/common/context_card.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/imports/explain_lines.h"
#include "ui/imports/import_card.h"
#include "ui/imports/import_findings.h"
#include "ui/imports/import_form.h"
#include "ui/imports/import_panel.h"
#include "ui/imports/import_words.h"
#include "ui/imports/paste_grid.h"
#include "ui/imports/ipe_form.h"
#include "ui/jobs/background.h"

#include <QFileInfo>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

namespace oxseal::ui {
namespace {

const QString kFilePrefix = QStringLiteral("file:");
const QString kDropPrefix = QStringLiteral("drop:");
const QString kList = QStringLiteral("list");

Mark markOfIpe(const ImportedFile& file)
{
    if (file.outside && !file.ipe.card)
        return Mark::Neutral;
    const auto state = controls::stateOf(file.ipe);
    if (controls::canBeReliedOn(state))
        return Mark::Good;
    return state == controls::IpeState::NoCard || state == controls::IpeState::NotCounted ? Mark::Medium : Mark::High;
}

QString wordOfIpe(const ImportedFile& file)
{
    return file.outside && !file.ipe.card ? QObject::tr("From outside") : ipeStateWord(controls::stateOf(file.ipe));
}

} // namespace

ImportPage::ImportPage(Session& session)
    : Page(session)
    , stack_(new QStackedWidget)
    , table_(new TablePanel(tr("Imported files")))
{
    table_->setNouns(tr("file"), tr("files"));
    stack_->addWidget(table_);
    setBody(stack_);
    connect(table_, &TablePanel::currentChanged, this, &ImportPage::select);
    showList();
}

ImportPanel& ImportPage::panel()
{
    if (panel_ == nullptr) {
        panel_ = new ImportPanel(session());
        stack_->addWidget(panel_);
        connect(panel_, &ImportPanel::changed, this, [this] {
            if (previewing_)
                updateCommands();
        });
    }
    return *panel_;
}

QString ImportPage::dropLink(const QList<QUrl>& urls)
{
    QStringList parts;
    for (const QUrl& url : urls)
        parts << QString::fromLatin1(url.toEncoded());
    return kDropPrefix + parts.join(QLatin1Char(' '));
}

void ImportPage::open(const QString& object)
{
    if (object.startsWith(kFilePrefix)) {
        preview(object.mid(kFilePrefix.size()));
        return;
    }
    if (object.startsWith(kDropPrefix)) {
        takeDropped(object.mid(kDropPrefix.size()).split(QLatin1Char(' '), Qt::SkipEmptyParts));
        return;
    }
    if (object.isEmpty())
        return; // as it was left, a preview included
    if (previewing_)
        showList();
    if (object == QStringLiteral("paste"))
        QMetaObject::invokeMethod(this, &ImportPage::pasteTable, Qt::QueuedConnection);
    else if (object == QStringLiteral("new"))
        QMetaObject::invokeMethod(this, &ImportPage::chooseFile, Qt::QueuedConnection);
    else if (object != kList)
        wanted_ = object;
}

void ImportPage::takeDropped(const QStringList& urls)
{
    QStringList folders;
    for (const QString& encoded : urls) {
        const QString file = QUrl::fromEncoded(encoded.toLatin1()).toLocalFile();
        if (QFileInfo(file).isDir())
            folders << QFileInfo(file).fileName();
        else if (!file.isEmpty() && !waiting_.contains(file) && !(previewing_ && panel_->file() == file))
            waiting_ << file;
    }
    if (!folders.isEmpty())
        Q_EMIT said(tr("A folder cannot be imported: %1. Drop the files in it.").arg(folders.join(QStringLiteral(", "))));
    const bool several = !previewing_ && waiting_.size() > 1;
    if (!previewing_ && !waiting_.isEmpty())
        previewNext();
    else
        updateCommands();
    if (several)
        takeTogether();
}

void ImportPage::previewNext() { preview(waiting_.takeFirst()); }

/// Files that fit one system are looked at together, unless the person has gone on meanwhile.
void ImportPage::takeTogether()
{
    const QStringList files = QStringList{panel_->file()} + waiting_;
    std::vector<std::filesystem::path> paths;
    for (const QString& file : files)
        paths.emplace_back(file.toStdString());
    inBackground(
        this, [paths] { return proposeTogether(paths); },
        [this, files](Result<std::optional<ProfileProposal>> fits) {
            const bool as = previewing_ && panel_->more().isEmpty() && QStringList{panel_->file()} + waiting_ == files;
            if (!fits || !*fits || !as)
                return;
            waiting_.clear();
            preview(files.front(), files.mid(1));
            Q_EMIT said(tr("These files fit %1 together and are read as one listing.").arg(plain((*fits)->system)));
        });
}

void ImportPage::addFiles()
{
    QStringList more = panel_->more();
    for (const QString& file : askFilesToOpen(this, tr("Add reports of the same system"), tr("Reports (*.csv *.txt *.tsv *.xlsx *.json);;All files (*)"))) {
        if (file != panel_->file() && !more.contains(file))
            more << file;
    }
    if (more != panel_->more())
        preview(panel_->file(), more);
}

void ImportPage::readApart()
{
    waiting_ = panel_->more() + waiting_;
    preview(panel_->file());
}

void ImportPage::pasteTable()
{
    const auto pasted = askForPastedTable(this);
    if (!pasted)
        return;
    previewing_ = true;
    panel().startPasted(tr("pasted table.csv"), *pasted);
    showPreview();
}

void ImportPage::showList()
{
    previewing_ = false;
    waiting_.clear();
    if (panel_ != nullptr)
        panel_->stop();
    stack_->setCurrentWidget(table_);
    setTitle(tr("Import"));
    setSubtitle(tr("Drop files anywhere on the window, or choose them. Nothing is stored before you say so."));
    updateCommands();
}

void ImportPage::updateCommands()
{
    const QString whyNot = whyNotWrite(Permission::ImportData);
    if (!previewing_) {
        Command choose{QStringLiteral("import.choose"), tr("Choose files…"), [this] { chooseFile(); }, {}, QKeySequence(Qt::CTRL | Qt::Key_O)};
        choose.primary = true;
        setCommands({{QStringLiteral("import.paste"), tr("Paste a table…"), [this] { pasteTable(); }, {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V)}, choose});
        return;
    }
    const bool more = !waiting_.isEmpty();
    const QString busy = importing_ ? tr("The file is being imported.") : QString();
    std::vector<Command> commands;
    if (more)
        commands.push_back({QStringLiteral("import.skip"), tr("Skip this file"), [this] { previewNext(); }, busy});
    commands.push_back({QStringLiteral("import.back"), more ? tr("Import none of them") : tr("Do not import"),
        [this] { Q_EMIT navigate({QStringLiteral("import"), kList}); }, busy});
    if (!panel_->more().isEmpty())
        commands.push_back({QStringLiteral("import.apart"), tr("Read them one by one"), [this] { readApart(); }, busy});
    if (panel_->form().kind() == ImportKind::Listing && !panel_->pasted())
        commands.push_back({QStringLiteral("import.add"), tr("Add reports of the same system…"), [this] { addFiles(); }, busy});
    Command go{QStringLiteral("import.run"), tr("Import"), [this] { runImport(); }, !whyNot.isEmpty() ? whyNot : importing_ ? busy : panel_->whyNot(),
        QKeySequence(Qt::CTRL | Qt::Key_Return)};
    go.primary = true;
    QStringList words{tr("Preview: nothing is stored yet.")};
    if (more)
        words << tr("%1 after this one: %2.").arg(counted(waiting_.size(), tr("file waits"), tr("files wait")), QFileInfo(waiting_.front()).fileName());
    // What is wrong with the file stands on the panel; said twice it would look like two things.
    if (!go.whyNot.isEmpty() && (!whyNot.isEmpty() || importing_ || !panel_->whyNotIsShown()))
        words << go.whyNot;
    setSubtitle(words.join(QLatin1Char(' ')));
    commands.push_back(std::move(go));
    setCommands(std::move(commands));
}

void ImportPage::chooseFile()
{
    const QStringList files = askFilesToOpen(this, tr("Choose files to import"),
        tr("Exports and statements (*.csv *.txt *.tsv *.xlsx *.sta *.mt940 *.940 *.ofx *.qfx *.xml *.bai *.bai2 *.qif *.iif *.json);;All files (*)"));
    QList<QUrl> urls;
    for (const QString& file : files)
        urls << QUrl::fromLocalFile(file);
    if (urls.size() == 1)
        Q_EMIT navigate({QStringLiteral("import"), kFilePrefix + files.front()});
    else if (!urls.isEmpty())
        Q_EMIT navigate({QStringLiteral("import"), dropLink(urls)});
}

void ImportPage::preview(const QString& file, const QStringList& more)
{
    const bool again = previewing_ && panel_->file() == file && panel_->more() == more;
    previewing_ = true;
    waiting_.removeAll(file);
    if (!again)
        panel().start(file, more);
    showPreview();
}

void ImportPage::showPreview()
{
    stack_->setCurrentWidget(panel_);
    setTitle(panel_->title(), {{tr("Import"), QStringLiteral("import:list")}});
    setContext(nullptr);
    updateCommands();
    showReady();
    panel_->form().focusFirst();
}

void ImportPage::reload()
{
    updateCommands();
    if (!previewing_)
        showLoading();
    const std::string period = session().period() ? session().period()->period.name() : std::string();
    session().read(
        this, [period](Workspace& w) { return importedFiles(w.db(), period); },
        [this](Result<std::vector<ImportedFile>> files) {
            if (files)
                take(std::move(*files));
            else if (!previewing_)
                showError(files.error());
        });
}

void ImportPage::take(std::vector<ImportedFile> files)
{
    files_ = std::move(files);
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("id"), tr("No."), ColumnKind::Number, 46},
        {QStringLiteral("kind"), tr("Kind"), ColumnKind::Text, 136},
        {QStringLiteral("subject"), tr("System or account"), ColumnKind::Text, 140},
        {QStringLiteral("ipe"), tr("Completeness"), ColumnKind::Status, 150},
        {QStringLiteral("file"), tr("File"), ColumnKind::Text, 158},
        {QStringLiteral("rows"), tr("Rows"), ColumnKind::Number, 58},
        {QStringLiteral("rejected"), tr("Rejected"), ColumnKind::Number, 76},
        {QStringLiteral("entity"), tr("Entity"), ColumnKind::Text, 60},
        {QStringLiteral("asof"), tr("As of"), ColumnKind::Date, 92},
        {QStringLiteral("by"), tr("Imported by"), ColumnKind::Text, 118},
        {QStringLiteral("at"), tr("Imported at"), ColumnKind::Time, 150, false},
    });
    for (const ImportedFile& file : files_) {
        const auto& info = file.info;
        list->add(QString::number(info.id.value),
            {numberCell(info.id.value), importKindWord(info.key.kind), plain(info.key.subject),
                {file.replaced ? Mark::Neutral : markOfIpe(file), file.replaced ? tr("Replaced") : wordOfIpe(file)},
                plain(info.fileName), numberCell(static_cast<std::int64_t>(info.rows)), numberCell(file.ipe.rejectedRows),
                plain(info.key.entity),
                {day(info.asOf), info.asOf ? info.asOf->number : INT64_MIN}, plain(file.importedBy), {when(info.importedAt), info.importedAt.micros}});
    }
    table_->setData(std::move(list));
    if (previewing_)
        return;
    if (files_.empty()) {
        const Command choose{QStringLiteral("import.first"), tr("Choose files…"), [this] { chooseFile(); }, {}, {}, true, {}};
        showEmpty(session().period()
                ? tr("No file was imported for %1 yet. Bring the exports of the quarter: access listings, the roster, bank statements, ledgers and trial balances.")
                      .arg(plain(session().period()->period.name()))
                : tr("There is no period yet. Add the first one under Settings, or import a file without a period."),
            choose, QStringLiteral("import"));
        return;
    }
    showReady();
    if (!wanted_.isEmpty())
        table_->select(wanted_);
    wanted_.clear();
    select(table_->currentHandle());
}

void ImportPage::select(const QString& handle)
{
    const auto found = std::find_if(files_.begin(), files_.end(),
        [&](const ImportedFile& file) { return QString::number(file.info.id.value) == handle; });
    if (found == files_.end() || previewing_) {
        setContext(nullptr);
        return;
    }
    auto* card = importCard(*found);
    card->setMark(markOfIpe(*found), wordOfIpe(*found));
    addCardCommands(*card, *found);
    setContext(card);
}

void ImportPage::addCardCommands(ContextCard& card, const ImportedFile& file)
{
    const auto state = controls::stateOf(file.ipe);
    const QString mayImport = whyNotWrite(Permission::ImportData);
    card.addCommand({QStringLiteral("import.card"), file.ipe.card ? tr("Change the card…") : tr("Enter the card…"),
        [this, file] { enterCard(file); }, mayImport});
    const bool differs = state == controls::IpeState::Mismatch || state == controls::IpeState::Explained || state == controls::IpeState::Confirmed;
    card.addCommand({QStringLiteral("import.explain"), tr("Explain the difference…"), [this, file] { explain(file); },
        !mayImport.isEmpty() ? mayImport : differs ? QString() : tr("The source was not counted, or it agrees: there is no difference to explain.")});
    card.addCommand({QStringLiteral("import.explain_lines"), tr("Explain line by line…"), [this, file] { compareWith(file); },
        !mayImport.isEmpty() ? mayImport : differs ? QString() : tr("The source was not counted, or it agrees: there is no difference to explain.")});
    const PersonId me = session().actor().person;
    const bool mine = file.ipe.importedBy == me
        || std::any_of(file.ipe.explanations.begin(), file.ipe.explanations.end(), [me](const auto& e) { return e.by == me; });
    QString whyNot = whyNotWrite(Permission::ConfirmIpe);
    if (whyNot.isEmpty() && mine)
        whyNot = tr("You imported or explained this file: a second person concludes on it.");
    const bool provable = state != controls::IpeState::NoCard && state != controls::IpeState::NotCounted && state != controls::IpeState::Mismatch;
    card.addCommand({QStringLiteral("import.rely"), tr("Conclude: can be relied on…"), [this, file] { conclude(file, true); },
        !whyNot.isEmpty() ? whyNot : provable ? QString() : tr("Enter the count at the source and explain every row of a difference first.")});
    card.addCommand({QStringLiteral("import.reject"), tr("Conclude: cannot be relied on…"), [this, file] { conclude(file, false); }, whyNot});
}

void ImportPage::runImport()
{
    const QString name = panel_->title();
    ImportRequest request = panel_->request();
    const ImportPreview& seen = *panel_->preview();
    ActQuestion question;
    question.title = tr("Import %1").arg(name);
    question.verb = tr("Import");
    question.binds = {tr("%1 accepted, %2 rejected; each rejected row stays on record with its reason.")
                          .arg(counted(static_cast<std::int64_t>(seen.report.accepted), tr("row is"), tr("rows are")),
                              count(static_cast<std::int64_t>(seen.report.rejectedRows)))};
    if (!request.ipe)
        question.binds.push_back(tr("Nothing is recorded about how the file was produced; its completeness stays open until the card is entered."));
    question.suggestedReason = tr("Quarter-end population");
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    importing_ = true;
    updateCommands();
    session().act(
        this, tr("Importing %1").arg(name),
        [request, reason = answer->reason.toStdString()](Workspace& w, const Progress& progress) mutable {
            request.options.table.progress = progress;
            return importFile(w, request, reason);
        },
        [this](Result<ImportOutcome> outcome) { imported(outcome); });
}

void ImportPage::imported(const Result<ImportOutcome>& outcome)
{
    importing_ = false;
    if (!outcome) {
        updateCommands();
        complain(outcome.error());
        return;
    }
    const QString id = QString::number(outcome->snapshot.id.value);
    Q_EMIT said(tr("Imported as no. %1: %2, SHA-256 %3…")
                    .arg(id, counted(static_cast<std::int64_t>(outcome->snapshot.rows), tr("row"), tr("rows")),
                        QString::fromStdString(outcome->snapshot.original.hex()).left(16)));
    if (!waiting_.isEmpty())
        previewNext();
    else
        Q_EMIT navigate({QStringLiteral("import"), id});
}

void ImportPage::enterCard(const ImportedFile& file)
{
    const auto input = askForCard(this, file);
    if (!input)
        return;
    act(
        tr("Entering the card"),
        [id = file.info.id, input = *input](Workspace& w, const Progress&) { return enterIpeCard(w, id, input, "IPE card"); },
        [this](const Status&) { Q_EMIT said(tr("The card was entered.")); });
}

void ImportPage::explain(const ImportedFile& file)
{
    const auto answer = askForExplanation(this, file);
    if (!answer)
        return;
    act(
        tr("Recording the explanation"),
        [id = file.info.id, answer = *answer](Workspace& w, const Progress&) {
            return explainDifference(w, id, answer.rows, answer.text, answer.text);
        },
        [this](const Status&) { Q_EMIT said(tr("The explanation was recorded; a second person confirms it.")); });
}

/// Asks for a second listing, lays it beside the import, and asks why each line differs.
void ImportPage::compareWith(const ImportedFile& file)
{
    const QStringList chosen = askFilesToOpen(this, tr("Choose the second listing of the same report"), tr("Reports (*.csv *.txt *.tsv *.xlsx *.json);;All files (*)"));
    if (!chosen.isEmpty())
        compareWith(file, chosen);
}

void ImportPage::compareWith(const ImportedFile& file, const QStringList& second)
{
    std::vector<std::filesystem::path> paths;
    for (const QString& one : second)
        paths.emplace_back(one.toStdString());
    session().read(
        this,
        [id = file.info.id, paths](Workspace& w) { return compareWithSecond(w, id, paths.front(), {paths.begin() + 1, paths.end()}); },
        [this, file](Result<SecondListing> compared) {
            if (!compared) {
                complain(compared.error());
                return;
            }
            const auto reasons = askForLineReasons(this, *compared, openDifference(file.ipe));
            if (!reasons)
                return;
            act(
                tr("Recording the explanations"),
                [id = file.info.id, listing = *compared, lines = *reasons](Workspace& w, const Progress&) {
                    return explainLines(w, id, listing, lines, "Difference, line by line");
                },
                [this](const Status&) { Q_EMIT said(tr("The explanations were recorded; a second person confirms them.")); });
        });
}

void ImportPage::conclude(const ImportedFile& file, bool relied)
{
    ActQuestion question;
    question.title = relied ? tr("This file can be relied on") : tr("This file cannot be relied on");
    question.verb = tr("Conclude");
    question.binds = {plain(file.info.fileName) + QStringLiteral(", ") + ipeStateWord(controls::stateOf(file.ipe))};
    const auto answer = askToAct(this, question);
    if (!answer)
        return;
    act(
        tr("Concluding on the file"),
        [id = file.info.id, relied, text = answer->reason.toStdString()](Workspace& w, const Progress&) {
            return concludeIpe(w, id, relied, text, text);
        },
        [this](const Status&) { Q_EMIT said(tr("The conclusion was recorded.")); });
}

} // namespace oxseal::ui
