// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/import_panel.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/imports/import_findings.h"
#include "ui/imports/import_form.h"
#include "ui/imports/import_words.h"
#include "ui/jobs/background.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QTimer>

#include <utility>

namespace oxseal::ui {
namespace {

constexpr int kReadAfterMs = 250;
constexpr int kProgressEveryMs = 100;

} // namespace

ImportPanel::ImportPanel(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , stop_(std::make_shared<std::atomic<bool>>(false))
    , form_(new ImportForm(session))
    , findings_(new ImportFindings)
    , delay_(new QTimer(this))
{
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(kGap24);
    auto* left = scrolled(form_);
    left->setFixedWidth(kFormWidth);
    columns->addWidget(left);
    columns->addWidget(findings_, 1);
    delay_->setSingleShot(true);
    delay_->setInterval(kReadAfterMs);
    connect(delay_, &QTimer::timeout, this, &ImportPanel::readNow);
    connect(form_, &ImportForm::kindChanged, this, [this] {
        forgetMapping(); // each kind has fields of its own
        if (!form_->needsSubject() || !form_->subject().empty())
            askProfile();
        readSoon();
    });
    connect(form_, &ImportForm::headerChanged, this, [this] {
        forgetMapping(); // the columns are others, or named by numbers instead of headers
        readSoon();
    });
    connect(form_, &ImportForm::readingChanged, this, &ImportPanel::readSoon);
    connect(form_, &ImportForm::subjectNamed, this, &ImportPanel::askProfile);
    connect(form_, &ImportForm::changed, this, [this] {
        if (preview_)
            findings_->showCount(request().ipe, *preview_);
        Q_EMIT changed();
    });
    connect(findings_, &ImportFindings::stopWanted, this, &ImportPanel::stop);
    connect(findings_, &ImportFindings::chosen, this, &ImportPanel::choose);
    connect(findings_, &ImportFindings::profileRefused, this, &ImportPanel::refuseProfile);
}

ImportPanel::~ImportPanel() { stop_->store(true); }

void ImportPanel::start(const QString& file, const QStringList& more)
{
    file_ = file;
    more_ = more;
    pasted_.clear();
    const auto guessed = guessKind(file.toStdString());
    begin(!more.isEmpty() ? ImportKind::Listing : guessed ? *guessed : std::nullopt);
}

void ImportPanel::startPasted(const QString& name, const std::string& text)
{
    file_ = name;
    more_.clear();
    pasted_ = text;
    const auto guessed = guessKindOf(asBytes(text));
    begin(guessed ? *guessed : std::nullopt);
}

QString ImportPanel::title() const
{
    const QString first = QFileInfo(file_).fileName();
    return more_.isEmpty() ? first : tr("%1 and %2").arg(first, counted(more_.size(), tr("more file"), tr("more files")));
}

void ImportPanel::begin(std::optional<ImportKind> kind)
{
    stop();
    sourceChosen_ = false;
    preview_.reset();
    unreadable_.reset();
    forgetMapping();
    recognised_ = false;
    refused_ = {};
    form_->start(file_, kind);
    findings_->clear();
    if (!form_->needsSubject())
        askProfile();
    readNow();
}

void ImportPanel::stop()
{
    stop_->store(true);
    delay_->stop();
}

void ImportPanel::forgetMapping()
{
    map_.clear();
    chosen_ = false;
    profile_.reset();
    findings_->showProfile({}, {}, false);
}

ImportRequest ImportPanel::request() const
{
    ImportRequest request = form_->request();
    request.file = file_.toStdString();
    request.pasted = pasted_;
    for (const QString& one : more_)
        request.more.push_back(one.toStdString());
    if (request.options.profile.empty()) // a profile's columns have names of their own
        request.options.table.map = map_;
    return request;
}

QString ImportPanel::whyNot() const
{
    if (reading_)
        return tr("The file is still being read.");
    if (unreadable_)
        return errorLine(*unreadable_);
    if (!preview_)
        return tr("Read the file first.");
    return preview_->problem ? errorLine(*preview_->problem) : form_->problem();
}

bool ImportPanel::whyNotIsShown() const { return reading_ || unreadable_ || (preview_ && preview_->problem); }

void ImportPanel::readSoon()
{
    Q_EMIT changed();
    delay_->start();
}

void ImportPanel::readNow()
{
    delay_->stop();
    stop_->store(true);
    stop_ = std::make_shared<std::atomic<bool>>(false);
    const int round = ++round_;
    reading_ = true;
    findings_->showReading(true);
    ImportRequest request = this->request();
    auto stop = stop_;
    request.options.table.progress.stop = stop.get();
    auto last = std::make_shared<std::atomic<int>>(-1);
    request.options.table.progress.report = [last](std::uint64_t done, std::uint64_t total) {
        last->store(total == 0 ? -1 : static_cast<int>(done * 100 / total));
    };
    auto* poll = new QTimer(this);
    connect(poll, &QTimer::timeout, this, [this, last] { findings_->showProgress(last->load()); });
    poll->start(kProgressEveryMs);
    Q_EMIT changed();
    inBackground(
        this,
        [request, stop]() -> Reading {
            auto preview = previewImport(request);
            auto rejected = preview ? rejectedRows(preview->report) : nullptr;
            return {std::move(preview), std::move(rejected)};
        },
        [this, round, poll](Reading reading) {
            poll->deleteLater();
            if (round == round_)
                take(std::move(reading));
        });
}

void ImportPanel::take(Reading reading)
{
    reading_ = false;
    findings_->showReading(false);
    unreadable_.reset();
    const bool first = !preview_;
    if (reading.preview)
        preview_ = std::move(*reading.preview);
    else
        unreadable_ = reading.preview.error();
    if (unreadable_ && first) {
        findings_->showUnreadable(errorLine(*unreadable_));
    } else if (preview_) {
        const auto& problem = unreadable_ ? unreadable_ : preview_->problem;
        findings_->show(*preview_, std::move(reading.rejected), problem ? errorLine(*problem) : QString());
        findings_->showCount(request().ipe, *preview_);
        // One that was asked for and cannot be read stays chosen.
        form_->offerSheets(preview_->sheets, preview_->sheet.empty() ? request().options.table.sheet : preview_->sheet);
        if (first)
            findings_->chooseTab();
        const bool changesReading = applyProfile() || chooseSource();
        showProfile();
        if (changesReading)
            readNow();
        else
            recognise();
    }
    Q_EMIT changed();
}

bool ImportPanel::chooseSource()
{
    if (more_.isEmpty() || sourceChosen_ || !preview_ || !preview_->profile || !preview_->profile->fits)
        return false;
    sourceChosen_ = true;
    return form_->chooseSource(preview_->profile->id);
}

void ImportPanel::choose(std::size_t column, const QString& field)
{
    if (!preview_ || column >= preview_->columns.size())
        return;
    const std::string before = preview_->columns[column].field;
    if (!before.empty() && before != field.toStdString())
        map_[before] = kLeaveOut;
    if (!field.isEmpty())
        map_[field.toStdString()] = columnName(headers(), column);
    chosen_ = true;
    readNow();
}

std::vector<std::string> ImportPanel::headers() const
{
    std::vector<std::string> out;
    for (const PreviewColumn& column : preview_->columns)
        out.push_back(column.header);
    return out;
}

void ImportPanel::recognise()
{
    if (recognised_ || profile_ || chosen_)
        return;
    recognised_ = true;
    const FileLayout layout{name(preview_->kind), headers(), preview_->columns.empty() ? preview_->account : std::string()};
    session_.read(
        this, [layout](Workspace& w) { return recognisedProfile(w.db(), layout); },
        [this, file = file_](Result<std::optional<ImportProfile>> profile) {
            if (profile && *profile && file == file_ && !profile_ && !chosen_)
                useProfile(**profile);
        });
}

void ImportPanel::askProfile()
{
    if (file_.isEmpty())
        return;
    session_.read(
        this, [kind = std::string(name(form_->kind())), subject = form_->subject()](Workspace& w) { return importProfile(w.db(), kind, subject); },
        [this, file = file_](Result<std::optional<ImportProfile>> profile) {
            const bool same = profile && *profile && file == file_ && (*profile)->kind == name(form_->kind());
            if (same && !chosen_ && !(profile_ && profile_->from == (*profile)->from))
                useProfile(**profile);
        });
}

void ImportPanel::useProfile(const ImportProfile& profile)
{
    if (profile.from == refused_)
        return;
    const ImportKind before = form_->kind();
    const std::string source = form_->request().options.profile;
    profile_ = profile;
    applied_ = false;
    form_->takeOver(profile);
    const bool changesReading = applyProfile() || before != form_->kind() || source != form_->request().options.profile;
    showProfile();
    if (preview_ && changesReading)
        readNow();
    Q_EMIT changed();
}

bool ImportPanel::applyProfile()
{
    // Once: where the header is found may depend on the mapping.
    if (!profile_ || applied_ || !preview_ || preview_->columns.empty())
        return false;
    applied_ = true;
    if (chosen_)
        return false;
    const auto before = std::exchange(map_, fitProfile(*profile_, headers()).map);
    return before != map_;
}

void ImportPanel::refuseProfile()
{
    if (profile_)
        refused_ = profile_->from;
    forgetMapping();
    readNow();
}

void ImportPanel::showProfile()
{
    if (!profile_ || !preview_)
        return;
    const auto gaps = preview_->columns.empty() ? std::vector<ProfileGap>() : fitProfile(*profile_, headers()).gaps;
    QStringList lines = gapWords(*profile_, gaps, *preview_);
    if (profile_->original == preview_->original)
        lines.prepend(tr("These very bytes are imported already, as no. %1.").arg(profile_->from.value));
    findings_->showProfile(profileWords(*profile_), lines, !profile_->map.empty());
}

} // namespace oxseal::ui
