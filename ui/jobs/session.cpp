// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/session.h"

#include "storage/texts/texts.h"
#include "ui/common/remedies.h"

#include <QSemaphore>
#include <QSettings>

#include <algorithm>

namespace oxseal::ui {
namespace {

QString settingKey(const Workspace& workspace, const char* what)
{
    return QStringLiteral("workspaces/%1/%2").arg(QString::fromStdString(workspace.id()), QLatin1String(what));
}

} // namespace

Session::Session(std::shared_ptr<Workspace> workspace, QObject* parent)
    : QObject(parent)
    , workspace_(std::move(workspace))
    , actor_(workspace_->actor())
    , hindrance_(workspace_->hindrance())
    , folder_(QString::fromStdString(workspace_->folder().string()))
    , environment_(workspace_->environment())
    , worker_(new QObject)
{
    worker_->moveToThread(&thread_);
    thread_.start();
    // Nobody else uses the workspace yet: the first scope is read here, so that the first frame shows it.
    const QString wanted = QSettings().value(settingKey(*workspace_, "period")).toString();
    takeScope(readScope(*workspace_));
    if (!wanted.isEmpty())
        choosePeriod(wanted);
}

Session::~Session()
{
    if (workspace_)
        (void)close();
    for (Job* job : jobs_)
        job->cancel();
    beside_.waitForDone();
    thread_.quit();
    thread_.wait();
    delete worker_;
}

bool Session::may(Permission permission) const { return allowed(actor_.roles, permission); }

QString Session::hindrance() const
{
    if (!hindrance_)
        return {};
    return QString::fromStdString(texts::what(*hindrance_) + " " + windowRemedy(hindrance_->id(), texts::remedy(*hindrance_)));
}

bool Session::penMissing() const
{
    return hindrance_
        && (hindrance_->is(kWorkspaceBusy) || hindrance_->is(kWorkspaceReadOnly) || hindrance_->is(kWorkspacePenGiven)
            || hindrance_->is(kWorkspacePenFree));
}

void Session::movePen(QObject* receiver, PenStep step, std::function<void(Status)> done)
{
    struct After
    {
        Status status;
        Actor actor;
        std::optional<Error> hindrance;
        std::optional<PenRequest> request;
        Environment environment;
    };
    read(
        receiver,
        [step = std::move(step)](Workspace& workspace) {
            Status status = step(workspace);
            const PenRequest* request = workspace.penRequest();
            return After{std::move(status), workspace.actor(), workspace.hindrance(),
                request != nullptr ? std::optional<PenRequest>(*request) : std::nullopt, workspace.environment()};
        },
        [this, done = std::move(done)](After after) {
            const bool changedHands = hindrance_.has_value() != after.hindrance.has_value();
            actor_ = std::move(after.actor);
            hindrance_ = std::move(after.hindrance);
            penRequest_ = std::move(after.request);
            environment_ = std::move(after.environment);
            Q_EMIT penChanged();
            done(std::move(after.status));
            if (changedHands)
                refreshScope();
        });
}

void Session::sawPen(const PenHolder& holder)
{
    if (!penMissing() || hindrance_->is(kWorkspaceReadOnly))
        return;
    Error now = holder.held ? Error(kWorkspaceBusy, {}, {holder.words()}) : Error(kWorkspacePenFree);
    if (texts::what(now) == texts::what(*hindrance_))
        return;
    hindrance_ = std::move(now);
    Q_EMIT penChanged();
}

Day Session::today() const { return environment_.clock.now().day(); }

void Session::choosePeriod(const QString& name)
{
    const auto found = std::find_if(periods_.begin(), periods_.end(),
        [&](const PeriodRow& row) { return row.period.name() == name.toStdString(); });
    if (found == periods_.end() || (period_ && period_->id == found->id))
        return;
    period_ = *found;
    if (workspace_)
        QSettings().setValue(settingKey(*workspace_, "period"), name);
    Q_EMIT scopeChanged();
}

void Session::chooseEntity(const QString& code)
{
    if (entity_ == code)
        return;
    entity_ = code;
    Q_EMIT scopeChanged();
}

Session::Scope Session::readScope(Workspace& workspace)
{
    Scope scope;
    if (auto facts = companyFacts(workspace.db()))
        scope.company = std::move(*facts);
    if (auto rows = oxseal::periods(workspace.db()))
        scope.periods = std::move(*rows);
    if (auto rows = oxseal::entities(workspace.db()))
        scope.entities = std::move(*rows);
    return scope;
}

void Session::takeScope(Scope scope)
{
    company_ = std::move(scope.company);
    periods_ = std::move(scope.periods);
    entities_ = std::move(scope.entities);
    const auto same = [&](const PeriodRow& row) { return period_ && row.id == period_->id; };
    if (const auto found = std::find_if(periods_.begin(), periods_.end(), same); found != periods_.end())
        period_ = *found;
    else if (periods_.empty())
        period_.reset();
    else
        period_ = periods_.back();
}

void Session::refreshScope()
{
    read(this, [](Workspace& workspace) { return readScope(workspace); },
        [this](Scope scope) {
            const auto before = std::make_pair(periods_.size(), entities_.size());
            const std::string name = company_.name;
            takeScope(std::move(scope));
            if (before != std::make_pair(periods_.size(), entities_.size()) || name != company_.name)
                Q_EMIT scopeChanged();
            Q_EMIT changed();
        });
}

void Session::post(std::function<void()> work) { QMetaObject::invokeMethod(worker_, std::move(work), Qt::QueuedConnection); }

Job* Session::startJob(const QString& title)
{
    auto* job = new Job(title, this);
    jobs_.push_back(job);
    Q_EMIT jobsChanged();
    return job;
}

void Session::endJob(Job* job)
{
    jobs_.erase(std::remove(jobs_.begin(), jobs_.end(), job), jobs_.end());
    job->deleteLater();
    Q_EMIT jobsChanged();
}

Status Session::close()
{
    if (!workspace_)
        return {};
    for (Job* job : jobs_)
        job->cancel();
    auto workspace = std::move(workspace_);
    workspace_ = nullptr;
    Status status;
    QSemaphore finished;
    // Behind everything that is queued; the last reference goes on the session's own thread.
    post([&] {
        status = workspace->close();
        workspace.reset();
        finished.release();
    });
    finished.acquire();
    return status;
}

} // namespace oxseal::ui
