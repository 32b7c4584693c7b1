import 'reflect-metadata';

export { container, type DependencyContainer, inject, injectable, instanceCachingFactory, Lifecycle } from 'tsyringe';
