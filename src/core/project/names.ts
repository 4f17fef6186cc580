/**
 * What file and folder names tell. Tests take the bare name; all are case-insensitive, as some disks are.
 */

/** A file that says which packages an environment holds. */
const ENVIRONMENT: RegExp[] = [
  /^anaconda-project\.ya?ml$/i,
  /^conda-project\.ya?ml$/i,
  /^(?:environment|env|conda|conda[-_]env(?:ironment)?)(?:[-_.][\w.-]+)?\.ya?ml$/i,
  /^[\w.-]+[-_.]env(?:ironment)?\.ya?ml$/i,
  /^(?:[\w.-]*[-_.])?requirements?(?:[-_.][\w.-]*)?\.(?:txt|in|pip)$/i,
  /^(?:pixi|conda|pyproject|pylock(?:\.[\w-]+)?)\.toml$/i,
  /^(?:setup\.py|setup\.cfg|Pipfile)$/i,
  /^(?:DESCRIPTION|install\.R|renv\.lock|(?:Julia)?(?:Project|Manifest)\.toml)$/i,
  /^(?:flake|shell|default)\.nix$/i
];

/** A file that fixes every package, and is not an environment file as well. */
const LOCK: RegExp[] = [
  /^anaconda-project-lock\.ya?ml$/i,
  /^(?:[\w.-]+[-.])?conda-lock(?:[-.][\w.-]+)?\.ya?ml$/i,
  /^conda-[\w-]+\.lock(?:\.ya?ml)?$/i,
  /^(?:pixi|conda|uv|poetry|pdm|flake)\.lock$/i,
  /^(?:Pipfile\.lock|renv\.lock)$/i,
  /^(?:explicit|spec-?file|spec-?list|conda-explicit)(?:[-_.][\w.-]+)?\.(?:txt|lock)$/i,
  /^[\w.-]+\.pin\.txt$/i
];

/** A file that holds commands. */
const COMMAND: RegExp[] = [
  /^(?:GNU)?makefile$/i,
  /^(?:\.?justfile|Taskfile\.ya?ml|dodo\.py|noxfile\.py|tox\.ini)$/i,
  /^(?:Snakefile|dvc\.yaml|MLproject|Procfile)$/i
];

const README =
  /^(?:readme|install|installation|usage)(?:\.(?:md|markdown|rst|txt|org))?$/i;
const CONSTRAINTS = /^(?:[\w.-]*[-_.])?constraints?(?:[-_.][\w.-]*)?\.txt$/i;
const INTERPRETER = /^(?:runtime\.txt|\.python-version)$/i;
const CITATION = /^(?:CITATION\.cff|codemeta\.json|\.zenodo\.json)$/i;
const DOCKERFILE =
  /^(?:(?:Docker|Container)file(?:\.[\w.-]+)?|[\w.-]+\.(?:Docker|Container)file)$/i;
const CONTAINER_RECIPE =
  /^(?:(?:docker-)?compose(?:\.[\w.-]+)?\.ya?ml|\.?devcontainer\.json|[\w.-]+\.def|Singularity(?:\.[\w.-]+)?)$/i;
const MACHINE_RECIPE = /^(?:Vagrantfile|[\w.-]+\.pkr\.(?:hcl|json))$/i;
const ATTESTATION = /attestation[\w.-]*\.json$/i;
const REPOSITORY = /^\.(?:git|hg|svn|jj)$/;
const OTHER_ROOT = /^(?:licen[cs]e|copying|readme)(?:\.\w+)?$/i;

function any(tests: RegExp[]): (name: string) => boolean {
  return name => tests.some(test => test.test(name));
}

export const isEnvironmentName = any(ENVIRONMENT);
export const isLockName = any(LOCK);
export const isCommandName = any(COMMAND);
export const isReadmeName = any([README]);
export const isCitationName = any([CITATION]);
export const isDockerfileName = any([DOCKERFILE]);
export const isContainerRecipeName = any([CONTAINER_RECIPE]);
export const isMachineRecipeName = any([MACHINE_RECIPE]);
export const isAttestationName = any([ATTESTATION]);
export const isConstraintsName = any([CONSTRAINTS]);
export const isInterpreterName = any([INTERPRETER]);
export const isRepositoryName = any([REPOSITORY]);

/** A folder that holds one of these is where a project begins. */
export const marksRoot = any([...ENVIRONMENT, ...LOCK, CITATION, REPOSITORY]);

/** Tells a project's folder too, if nothing above does. */
export const suggestsRoot = any([...COMMAND, DOCKERFILE, OTHER_ROOT]);

/** Names of files whose text a survey reads. */
export const isTelling = any([
  ...ENVIRONMENT,
  ...LOCK,
  ...COMMAND,
  README,
  CONSTRAINTS,
  INTERPRETER,
  CITATION,
  DOCKERFILE,
  CONTAINER_RECIPE,
  MACHINE_RECIPE,
  ATTESTATION
]);

/** A list of pip requirements by its name, or by its folder's: `requirements/base.txt`. */
export function isRequirementsPath(path: string): boolean {
  const [name, folder] = path.split('/').reverse();
  return (
    /\.(?:txt|in|pip)$/i.test(name) &&
    !isConstraintsName(name) &&
    (isEnvironmentName(name) || /^requirements$/i.test(folder ?? ''))
  );
}

/** Folders worth listing wherever the walk finds them. */
export const isTellingFolder = any([
  /^\.?binder$/i,
  /^(?:requirements|conda|envs?|environments?)$/i,
  /^(?:wheelhouse|wheels|vendor|channel|pkgs)$/i,
  /^(?:docker|container|containers|images?|\.devcontainer)$/i,
  /^(?:vm|machine|packer|vagrant|reproducibility)$/i,
  /^(?:data|src|lib)$/i
]);

/** Folders whose files are part of the project's description: their telling files are read. */
export const describesProject = any([
  /^\.?binder$/i,
  /^(?:requirements|conda|envs?|environments?)$/i,
  /^(?:docker|container|containers|\.devcontainer)$/i,
  /^(?:vm|machine|packer|vagrant|reproducibility)$/i
]);

/** Folders that hold packages, whose subfolders count as well. */
export const isPackageStoreName = any([
  /^(?:wheelhouse|wheels|vendor|channel|pkgs|noarch)$/i
]);
