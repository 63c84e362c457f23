"""The pages. Installed as `searchapp.templates`; a package only so that they can be found there."""
